package org.guichet.integration.connector;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.ObjectHelper;
import org.guichet.delivery.Connector;
import org.guichet.delivery.KameletFile;
import org.guichet.shared.JqLimit;

/** Makes a route of a connector's Kamelet and takes it away again, while everything else runs. */
final class ConnectorRoutes {
  private static final Logger LOG = System.getLogger(ConnectorRoutes.class.getName());

  private static final int SECONDS_TO_STOP = 1;

  private final CamelRuntime camel;
  private final Function<String, Optional<Kamelet>> kamelets;
  private final Map<String, String> loaded = new HashMap<>();
  private final Map<Integer, String> complaints = new HashMap<>();
  private int opened;

  /** Routes of the Kamelets that come with the application. */
  ConnectorRoutes(CamelRuntime camel) {
    this(camel, Kamelet::find);
  }

  /**
   * @param kamelets gives a Kamelet by its name
   */
  ConnectorRoutes(CamelRuntime camel, Function<String, Optional<Kamelet>> kamelets) {
    this.camel = camel;
    this.kamelets = kamelets;
  }

  /** Makes the connector's route; a connector that is set up wrongly says so when it is used. */
  Connection open(Connector connector) {
    try {
      return kamelets
          .apply(connector.kamelet())
          .or(() -> camel.catalogue().yaml(connector.kamelet()).map(Kamelet::parse))
          .map(kamelet -> open(connector, kamelet))
          .orElseGet(() -> broken(connector, null, notFound(connector.kamelet()), null));
    } catch (KameletFile.Malformed e) {
      return broken(connector, null, e.getMessage(), null);
    }
  }

  private String notFound(String kamelet) {
    return camel
        .catalogue()
        .advice(kamelet)
        .map(advice -> "The Kamelet " + kamelet + " cannot be used yet. " + advice)
        .orElse("There is no Kamelet " + kamelet + ".");
  }

  /** Whether the route of that name was made of this version of the connector and its Kamelet. */
  static boolean isMadeOf(String route, Connector connector, String checksum) {
    return route.startsWith(parts(connector, checksum));
  }

  private static String parts(Connector connector, String checksum) {
    String kamelet = checksum == null ? "none" : checksum.substring(0, 8);
    return connector.key() + "-v" + connector.version() + "-" + kamelet + "-";
  }

  /**
   * A new name each time: when a Kamelet becomes what it was before, the route of then may still be
   * about to end.
   */
  private String newRoute(Connector connector, String checksum) {
    return parts(connector, checksum) + ++opened;
  }

  Connection open(Connector connector, Kamelet kamelet) {
    List<String> problems = kamelet.problems(connector.parameters());
    if (!problems.isEmpty()) {
      return broken(connector, kamelet, String.join(" ", problems), null);
    }
    String route = newRoute(connector, kamelet.checksum());
    try {
      instantiate(kamelet, connector, route);
      complaints.remove(connector.id());
      if (kamelet.isSource()) {
        return Connection.listening(connector, route);
      }
      return Connection.open(connector, route, kamelet.givesReceipts(), camel);
    } catch (Exception e) { // whatever a Kamelet is wrong about must not hurt the other connectors
      close(route);
      return broken(connector, kamelet, explain(kamelet, e), e);
    }
  }

  private void instantiate(Kamelet kamelet, Connector connector, String route) throws Exception {
    DefaultCamelContext context = (DefaultCamelContext) camel.context();
    if (!kamelet.checksum().equals(loaded.get(kamelet.name()))) {
      load(kamelet, context);
    }
    TemplatedRouteBuilder instance =
        TemplatedRouteBuilder.builder(context, kamelet.name())
            .routeId(route)
            .prefixId(route)
            .parameter("connectorId", route);
    connector
        .parameters()
        .forEach(
            (property, value) -> {
              if (value != null && !value.isBlank()) {
                instance.parameter(property, kamelet.parameter(property, value));
              }
            });
    instance.add();
  }

  /**
   * Loads the template, instead of an earlier one of that name. Its input becomes an endpoint of
   * the connector's own, so that one connector is one route.
   */
  private void load(Kamelet kamelet, DefaultCamelContext context) throws Exception {
    loaded.remove(kamelet.name());
    RouteTemplateDefinition before = context.getRouteTemplateDefinition(kamelet.name());
    if (before != null) {
      context.removeRouteTemplateDefinition(before);
    }
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString(kamelet.name() + ".kamelet.yaml", kamelet.yaml()));
    RouteTemplateDefinition template = context.getRouteTemplateDefinition(kamelet.name());
    if (kamelet.isSource()) {
      listen(template);
    } else {
      template.getRoute().getInput().setUri("direct:{{connectorId}}");
    }
    template.templateParameter("connectorId");
    loaded.put(kamelet.name(), kamelet.checksum());
  }

  /** What listens waits until it is this node's turn, and ends in the inbox. */
  private static void listen(RouteTemplateDefinition template) {
    template.getRoute().setAutoStartup("false");
    // One thread of the component brings all messages: each has all steps of jq for itself.
    template.getRoute().getOutputs().add(0, new ProcessDefinition(exchange -> JqLimit.begin()));
    ProcessorDefinitionHelper.filterTypeInOutputs(
            template.getRoute().getOutputs(), ToDefinition.class)
        .stream()
        .filter(to -> "kamelet:sink".equals(to.getUri()))
        .forEach(to -> to.setUri("bean:" + SourceDoor.NAME + "?method=receive"));
  }

  /** Takes a route away on another thread: making others goes on. */
  void closeInBackground(String route) {
    camel.inBackground(() -> close(route));
  }

  /** Whether a call is in it at this moment. */
  boolean isBusy(String route) {
    return camel.context().getInflightRepository().size(route) > 0;
  }

  /**
   * Takes a route away. Camel lets nobody make or take a route while it waits for the calls in this
   * one: it gets a moment only, who closes a route lets it become idle first.
   */
  void close(String route) {
    camel.signIns().forget(route);
    DefaultCamelContext context = (DefaultCamelContext) camel.context();
    try {
      if (context.getRoute(route) != null) {
        context.getRouteController().stopRoute(route, SECONDS_TO_STOP, TimeUnit.SECONDS);
        context.removeRoute(route);
      }
      // The definition of a route that failed to start stays behind and breaks the next attempt.
      var definition = context.getRouteDefinition(route);
      if (definition != null) {
        context.removeRouteDefinition(definition);
      }
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The route " + route + " could not be removed", e);
    }
  }

  /** Said once, however often it is tried. */
  private Connection broken(Connector connector, Kamelet kamelet, String problem, Exception cause) {
    if (!problem.equals(complaints.put(connector.id(), problem))) {
      LOG.log(
          Level.WARNING, "The connector " + connector.key() + " cannot be used: " + problem, cause);
    }
    return Connection.broken(
        connector, newRoute(connector, kamelet == null ? null : kamelet.checksum()), problem);
  }

  private String explain(Kamelet kamelet, Exception failure) {
    var secret = ObjectHelper.getException(SecretReferences.Unreadable.class, failure);
    if (secret != null) {
      return secret.getMessage() + ".";
    }
    var unusable = ObjectHelper.getException(UnusableProperty.class, failure);
    if (unusable != null) {
      return unusable.getMessage() + ".";
    }
    var endpoint = ObjectHelper.getException(NoSuchEndpointException.class, failure);
    if (endpoint != null) {
      String scheme = scheme(endpoint.getUri());
      return "Its Kamelet needs the Camel component \""
          + scheme
          + "\", which is not installed. "
          + camel.catalogue().advice(kamelet, scheme);
    }
    var language = ObjectHelper.getException(NoSuchLanguageException.class, failure);
    if (language != null) {
      return "Its Kamelet needs the Camel language \""
          + language.getLanguage()
          + "\", which is not installed.";
    }
    var malformed = ObjectHelper.getException(ResolveEndpointFailedException.class, failure);
    if (malformed != null) {
      return "An address in its properties is malformed.";
    }
    return "Its Kamelet cannot be started (" + failure.getClass().getSimpleName() + ").";
  }

  /** The rest of the address may hold what is nobody's business. */
  private static String scheme(String uri) {
    return uri.replaceFirst("[:?].*$", "");
  }
}
