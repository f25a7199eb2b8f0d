package org.guichet.servicelevel;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;

/** The demo's company that works day and night and promises its repairs, for tests. */
public final class PromisedRepair {
  public static final String TYPE = "device-repair";

  public final TestDomain domain;
  public final Viewer camille;
  public final Viewer sofia;
  public final Viewer tom;
  public final long calendar;

  public PromisedRepair() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    tom = domain.viewer("tom", Role.AGENT);
    run(
        () ->
            domain.jdbi.useHandle(
                handle -> {
                  handle.execute("delete from service_level");
                  handle.execute("delete from service_calendar");
                }));
    calendar = domain.inTransaction(() -> domain.calendars.save(sofia, always()));
  }

  public void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  /** Day and night, in UTC. */
  public static CalendarDraft always() {
    Map<DayOfWeek, String> hours = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      hours.put(day, "0-24");
    }
    return new CalendarDraft(null, 0, "Day and night", "UTC", hours, "");
  }

  /** Promises an answer and a solution within that time. */
  public void promise(String answer, String solution) {
    keep(answer, solution, LevelDraft.NEVER, false, null, null, false);
  }

  public void keep(
      String answer,
      String solution,
      String escalateOn,
      boolean raise,
      UUID team,
      UUID person,
      boolean tell) {
    Map<String, Map<Target, String>> targets = new HashMap<>();
    for (Priority priority : Priority.values()) {
      targets.put(
          priority.name(), Map.of(Target.FIRST_RESPONSE, answer, Target.RESOLUTION, solution));
    }
    targets.put("URGENT", Map.of(Target.FIRST_RESPONSE, "10 min", Target.RESOLUTION, "30 min"));
    LevelDraft known = domain.serviceLevels.find(sofia, TYPE);
    run(
        () ->
            domain.serviceLevels.save(
                sofia,
                new LevelDraft(
                    TYPE,
                    known.version(),
                    calendar,
                    "75",
                    escalateOn,
                    raise,
                    team,
                    person,
                    tell,
                    targets)));
  }

  public String ask() {
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                camille,
                new Submission(
                    TYPE, Map.of("device", "Laptop", "description", "Broken"), UUID.randomUUID())));
  }

  public void change(String number, RequestStatus to) {
    run(
        () ->
            domain.requestDesk.changeStatus(
                sofia, number, to, domain.requests.view(sofia, number).version()));
  }

  /** Everything about the request was that long ago. */
  public void earlier(String number, Duration by) {
    UUID id = id(number);
    run(
        () ->
            domain.jdbi.useHandle(
                handle -> {
                  String interval = by.toSeconds() + " seconds";
                  handle.execute(
                      "update service_request set submitted_at = submitted_at - ?::interval,"
                          + " settled_at = settled_at - ?::interval where id = ?",
                      interval,
                      interval,
                      id);
                  handle.execute(
                      "update activity set happened_at = happened_at - ?::interval where request_id = ?",
                      interval,
                      id);
                  handle.execute(
                      "insert into service_recount values (?) on conflict do nothing", id);
                }));
    while (domain.inTransaction(domain.watchDeadlines::recount) > 0) {
      // until nothing is stale
    }
  }

  public UUID id(String number) {
    return domain.requests.visible(sofia, number).orElseThrow();
  }

  public Deadline deadline(String number, Target target) {
    return domain.deadlines.of(id(number)).stream()
        .filter(deadline -> deadline.target() == target)
        .findFirst()
        .orElseThrow();
  }

  /** What lists go by; null when nothing is due. */
  public Instant listed(String number) {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select due_at from service_request where number = :number")
                .bind("number", number)
                .mapTo(Instant.class)
                .findOne()
                .orElse(null));
  }
}
