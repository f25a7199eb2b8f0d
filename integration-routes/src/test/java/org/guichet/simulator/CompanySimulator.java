package org.guichet.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The four systems behind one port of this machine, and everybody's mailboxes if wanted. */
public final class CompanySimulator implements AutoCloseable {
  private static final Logger LOG = System.getLogger(CompanySimulator.class.getName());
  private static final Map<String, String> WEBHOOK_SECRETS =
      Map.of(
          "crm", "whsec_Y3JtLXdlYmhvb2stc2VjcmV0LTAwMDE=",
          "helpdesk", "whsec_aGVscGRlc2std2ViaG9vay1zZWNyZXQtMQ==",
          "invoicing", "whsec_aW52b2ljaW5nLXdlYmhvb2stc2VjcmV0");

  static {
    // Read once, by the server's own class: without the first each answer waits 40 ms for an ACK,
    // and a kept connection must not end just as its client uses it again.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.idleInterval", "300");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, CompanySystem> systems = new LinkedHashMap<>();
  private Mailboxes mailboxes;

  private CompanySimulator(int port, Path data, String hooksBase) throws IOException {
    server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
    add(new Crm(setup("crm", "CRM", data, hooksBase)));
    add(new HelpDesk(setup("helpdesk", "Help desk", data, hooksBase)));
    add(new Invoicing(setup("invoicing", "Invoicing", data, hooksBase)));
    add(new Storage(setup("storage", "Storage", data, hooksBase), data.resolve("files")));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Starts all four.
   *
   * @param port 0 for a free one
   * @param data the directory that keeps their state
   * @param hooksBase where their webhooks go, followed by "/crm" and so on
   */
  public static CompanySimulator start(int port, Path data, String hooksBase) throws IOException {
    return new CompanySimulator(port, data, hooksBase);
  }

  /**
   * Takes mail, too.
   *
   * @param port for SMTP; 0 for a free one
   */
  public CompanySimulator withMail(int port) {
    mailboxes = Mailboxes.open(port);
    return this;
  }

  /** The base address of one system: crm, helpdesk, invoicing or storage. */
  public String url(String system) {
    if (!systems.containsKey(system)) {
      throw new IllegalArgumentException("there is no system " + system);
    }
    return home() + "/" + system;
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    if (mailboxes != null) {
      mailboxes.close();
    }
    for (CompanySystem system : systems.values()) {
      system.close();
    }
  }

  private CompanySystem.Setup setup(String id, String title, Path data, String hooksBase)
      throws IOException {
    Records records = new Records(data.resolve(id + ".journal"));
    String secret = WEBHOOK_SECRETS.get(id);
    WebhookSender webhooks =
        secret == null
            ? null
            : new WebhookSender(URI.create(hooksBase + "/" + id), secret, records);
    return new CompanySystem.Setup(id, title, home(), records, webhooks);
  }

  private void add(CompanySystem system) {
    systems.put(system.id(), system);
  }

  private String home() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      serve(new Call(exchange));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the caller went away", e);
    }
  }

  private void serve(Call call) throws IOException {
    try {
      CompanySystem system = systems.get(call.segment(0));
      if (system != null) {
        system.handle(call);
      } else if (mailboxes != null && call.segment(0).equals("mail")) {
        call.send(mailboxes.answer(call));
      } else {
        call.send(front(call));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, call.method() + " " + call.address(), e);
      call.send(Answer.error(500, "the simulator itself failed: " + e));
    }
  }

  private Answer front(Call call) throws IOException {
    return switch (String.join("/", call.segment(0), call.segment(1))) {
      case "/" -> Answer.html(200, FrontPage.of(systems.values(), mailboxes));
      case "_sim/health" -> Answer.json(200, "{\"status\":\"UP\"}");
      case "simulator.css/" -> styleSheet();
      default -> Answer.error(404, "nothing at this address");
    };
  }

  private static Answer styleSheet() throws IOException {
    try (InputStream css = CompanySimulator.class.getResourceAsStream("simulator.css")) {
      return new Answer(200, Map.of("Content-Type", "text/css"), css.readAllBytes());
    }
  }

  /**
   * Runs the simulator as a program: --port 8082 --data directory --hooks base address, and --smtp
   * 8025 to take mail.
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    int port = Integer.parseInt(options.getOrDefault("--port", "8082"));
    String hooks = options.getOrDefault("--hooks", "http://localhost:8080/api/hooks");
    try {
      CompanySimulator simulator =
          start(port, Path.of(options.getOrDefault("--data", ".demo/simulator")), hooks);
      if (options.containsKey("--smtp")) {
        simulator.withMail(Integer.parseInt(options.get("--smtp")));
      }
      System.out.println("company simulator: listening on " + simulator.home() + "/");
    } catch (BindException e) {
      System.err.println("company simulator: ERROR port " + port + " is taken");
      System.exit(1);
    }
  }
}
