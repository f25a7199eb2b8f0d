package org.guichet.integration.connector;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.spi.BeanRepository;
import org.guichet.attachment.Attachments;
import org.guichet.delivery.Connector;
import org.guichet.shared.JsonText;
import org.guichet.simulator.CompanySimulator;

/**
 * The four systems of the simulator with a connection to each, in one process, without a server.
 */
public final class CompanySystems implements AutoCloseable {
  private static final Map<String, String> SECRETS =
      Map.of(
          "crm-client", "crm-secret",
          "helpdesk-password", "helpdesk-secret",
          "invoicing-key", "invoicing-key",
          "storage-token", "storage-token");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final CompanySimulator simulator;
  private final CamelRuntime camel;
  private final ConnectorRoutes routes;
  private final Map<UUID, java.util.function.Supplier<InputStream>> files = new HashMap<>();

  private CompanySystems(CompanySimulator simulator) {
    this.simulator = simulator;
    this.camel = new CamelRuntime(beans(), CompanySystems::secret);
    this.routes = new ConnectorRoutes(camel);
    camel.start();
  }

  private static String secret(String id) {
    if (!SECRETS.containsKey(id)) {
      throw new IllegalStateException("There is no secret named " + id);
    }
    return SECRETS.get(id);
  }

  public static CompanySystems start(Path data) throws IOException {
    return new CompanySystems(CompanySimulator.start(0, data, "http://localhost:9/hooks"));
  }

  /** A connection to that system with its right properties. */
  public Connection open(String system) {
    return open(system, simulator.url(system));
  }

  /** The same at another address. */
  public Connection open(String system, String baseUrl) {
    return open(system, properties(system, baseUrl));
  }

  public Connection open(String system, Map<String, String> properties) {
    return routes.open(connector(system, properties));
  }

  /** A connection to that system by another Kamelet. */
  Connection open(String system, Kamelet kamelet) {
    return routes.open(connector(system, properties(system, simulator.url(system))), kamelet);
  }

  private Connector connector(String system, Map<String, String> properties) {
    return Connector.trial(system, "company-" + system + "-action", properties);
  }

  public static Map<String, String> properties(String system, String baseUrl) {
    Map<String, String> properties = new HashMap<>(credentials(system));
    properties.put("baseUrl", baseUrl);
    return properties;
  }

  private static Map<String, String> credentials(String system) {
    return switch (system) {
      case "crm" -> Map.of("clientId", "guichet", "clientSecret", "{{secret:crm-client}}");
      case "helpdesk" -> Map.of("username", "guichet", "password", "{{secret:helpdesk-password}}");
      case "invoicing" -> Map.of("apiKey", "{{secret:invoicing-key}}");
      default -> Map.of("token", "{{secret:storage-token}}");
    };
  }

  /** The context that its connections run in. */
  public CamelRuntime camel() {
    return camel;
  }

  /** The address that all systems share. */
  public String address() {
    return simulator.url("crm").replaceAll("/crm$", "");
  }

  /** Puts a file into the blob store. */
  public String file(java.util.function.Supplier<InputStream> content) {
    UUID id = UUID.randomUUID();
    files.put(id, content);
    return id.toString();
  }

  public String url(String system) {
    return simulator.url(system);
  }

  /** Lets the system misbehave for a minute. */
  public void fault(String system, String mode) throws Exception {
    post(
        system + "/_sim/fault", "{\"mode\": \"" + mode + "\", \"seconds\": 60, \"retryAfter\": 7}");
  }

  public List<JsonObject> records(String system) throws Exception {
    return get(system, "records").getJsonArray("records").getValuesAs(JsonObject.class);
  }

  public List<JsonObject> calls(String system) throws Exception {
    return get(system, "calls").getJsonArray("calls").getValuesAs(JsonObject.class);
  }

  public void post(String path, String body) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(home() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.body());
    }
  }

  private JsonObject get(String system, String what) throws Exception {
    return JsonText.object(
        HTTP.send(
                HttpRequest.newBuilder(URI.create(home() + system + "/_sim/" + what)).build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  private String home() {
    return address() + "/";
  }

  @Override
  public void close() throws IOException {
    camel.stop();
    simulator.close();
  }

  private BeanRepository beans() {
    AttachedFiles attached =
        new AttachedFiles(
            new Attachments(null, null, null) {
              @Override
              public InputStream open(UUID id) {
                return files.get(id).get();
              }
            });
    return new BeanRepository() {
      @Override
      public Object lookupByName(String name) {
        return name.equals("attachments") ? attached : null;
      }

      @Override
      public <T> T lookupByNameAndType(String name, Class<T> type) {
        Object bean = lookupByName(name);
        return type.isInstance(bean) ? type.cast(bean) : null;
      }

      @Override
      public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return Map.of();
      }

      @Override
      public <T> Set<T> findByType(Class<T> type) {
        return Set.of();
      }
    };
  }
}
