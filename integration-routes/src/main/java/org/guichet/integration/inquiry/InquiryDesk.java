package org.guichet.integration.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.guichet.inquiry.Inquiries;
import org.guichet.inquiry.InquiryVerb;
import org.guichet.inquiry.LookupOption;
import org.guichet.inquiry.OpenInquiry;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.inquiry.InquiryCall.Unanswered;
import org.guichet.integration.inquiry.InquiryLane.Flight;
import org.guichet.integration.shared.Bell;
import org.guichet.shared.Announcement;
import org.guichet.shared.Settings;

/**
 * Answers inquiries of pages through the connectors, each by one node. Its threads are no
 * delivery's: a system that hangs holds up neither deliveries nor questions to other systems.
 */
@ApplicationScoped
public class InquiryDesk {
  private static final Logger LOG = System.getLogger(InquiryDesk.class.getName());

  /** How often is looked when nothing rings. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Questions that one look takes. */
  private static final int MOST = 50;

  private final Bell bell = new Bell();
  private final Map<Integer, InquiryLane> lanes = new ConcurrentHashMap<>();
  private Connections connections;
  private Inquiries inquiries;
  private ThreadFactory threads;
  private String node;
  private ExecutorService callers;
  private Thread loop;
  private volatile boolean running;
  private boolean troubled;

  protected InquiryDesk() {}

  @Inject
  public InquiryDesk(
      Connections connections, Inquiries inquiries, ThreadFactory threads, Settings settings) {
    this(connections, inquiries, threads, settings.node());
  }

  InquiryDesk(Connections connections, Inquiries inquiries, ThreadFactory threads, String node) {
    this.connections = connections;
    this.inquiries = inquiries;
    this.threads = threads;
    this.node = node;
  }

  void start(@Observes Startup startup) {
    running = true;
    callers = Executors.newCachedThreadPool(threads);
    loop = threads.newThread(this::work);
    loop.setName("guichet inquiries");
    loop.start();
  }

  void stop(@Observes Shutdown shutdown) throws InterruptedException {
    running = false;
    bell.ring();
    loop.join(5_000);
    callers.shutdownNow();
  }

  void hear(@Observes Announcement announcement) {
    if (announcement.topic() == Announcement.Topic.INQUIRY) {
      bell.ring();
    }
  }

  private void work() {
    while (running && !Thread.currentThread().isInterrupted()) {
      try {
        look();
        troubled = false;
      } catch (RuntimeException e) {
        if (!troubled && running) { // once per trouble
          troubled = true;
          LOG.log(Level.WARNING, "Questions of pages wait, looking again every second", e);
        }
      }
      bell.await(untilNextLook());
    }
  }

  private Duration untilNextLook() {
    Instant now = Instant.now();
    return lanes.values().stream()
        .map(InquiryLane::nextDeadline)
        .filter(deadline -> deadline.isBefore(now.plus(LOOK)))
        .map(deadline -> Duration.between(now, deadline))
        .min(Duration::compareTo)
        .orElse(LOOK);
  }

  private void look() {
    lanes.values().forEach(this::giveUp);
    if (!connections.isReady()) {
      return; // another node may be
    }
    List<OpenInquiry> taken = inquiries.take(node, MOST);
    while (!taken.isEmpty()) {
      taken.forEach(inquiry -> alone(inquiry, this::begin));
      taken = taken.size() < MOST ? List.of() : inquiries.take(node, MOST);
    }
  }

  private void giveUp(InquiryLane lane) {
    lane.overdue(Instant.now())
        .forEach(late -> alone(late, one -> inquiries.fail(one, "It did not answer in time.")));
  }

  /** One that fails must not take the others with it: they are taken, and nobody else's. */
  private static void alone(OpenInquiry inquiry, Consumer<OpenInquiry> step) {
    try {
      step.accept(inquiry);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The question " + inquiry.id() + " of a page was not answered", e);
    }
  }

  private void begin(OpenInquiry inquiry) {
    Optional<Connection> connection = connections.find(inquiry.connectorId());
    InquiryLane lane = lanes.computeIfAbsent(inquiry.connectorId(), id -> new InquiryLane());
    String closed =
        connection.isEmpty()
            ? "The connector was removed, or is just being made."
            : closed(connection.get(), inquiry, lane);
    if (closed != null) {
      inquiries.fail(inquiry, closed);
      return;
    }
    Flight flight = lane.add(inquiry, Instant.now());
    callers.execute(() -> carry(connection.get(), lane, flight));
  }

  /** A paused connector is asked nothing, but it can be tried whether it would work again. */
  private static String closed(Connection connection, OpenInquiry inquiry, InquiryLane lane) {
    if (inquiry.verb() == InquiryVerb.LOOKUP && connection.connector().isPaused()) {
      return "The connector is paused.";
    }
    return lane.closed(Instant.now());
  }

  private void carry(Connection connection, InquiryLane lane, Flight flight) {
    flight.begin();
    try {
      answer(connection, flight);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, connection.connector().key() + ": a question was not answered", e);
    } finally {
      lane.remove(flight);
    }
  }

  private void answer(Connection connection, Flight flight) {
    OpenInquiry inquiry = flight.inquiry();
    try {
      if (inquiry.verb() == InquiryVerb.PROBE) {
        InquiryCall.probe(connection);
        flight.end();
        inquiries.answer(inquiry);
      } else {
        List<LookupOption> options = InquiryCall.lookUp(connection, inquiry);
        flight.end();
        inquiries.answer(inquiry, options); // late ones, too: they are remembered
      }
    } catch (Unanswered e) {
      if (flight.end()) {
        inquiries.fail(inquiry, e.getMessage());
      }
    }
  }
}
