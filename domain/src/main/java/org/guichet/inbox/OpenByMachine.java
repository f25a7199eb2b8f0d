package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.FormField;
import org.guichet.delivery.Connector;
import org.guichet.directory.People;
import org.guichet.request.InvalidSubmission;
import org.guichet.request.RequestStatus;
import org.guichet.request.Submission;
import org.guichet.request.SubmitRequest;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.JsonText;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Opens the request that a machine asks for, for a person that we know. The same report again,
 * while that request is open, is counted there instead of opening another.
 */
@ApplicationScoped
public class OpenByMachine {
  private Jdbi jdbi;
  private People people;
  private Catalogue catalogue;
  private SubmitRequest submitRequest;
  private Announcer announcer;

  protected OpenByMachine() {}

  @Inject
  public OpenByMachine(
      Jdbi jdbi,
      People people,
      Catalogue catalogue,
      SubmitRequest submitRequest,
      Announcer announcer) {
    this.jdbi = jdbi;
    this.people = people;
    this.catalogue = catalogue;
    this.submitRequest = submitRequest;
    this.announcer = announcer;
  }

  private record Folded(UUID request, String number, String status, int count, Long activity) {}

  @Transactional
  public Applied apply(Connector connector, MachineReport report) {
    Optional<Folded> earlier =
        report.fold() == null ? Optional.empty() : earlier(connector, report);
    if (earlier.isPresent() && RequestStatus.valueOf(earlier.get().status()).isOpen()) {
      return count(connector, report, earlier.get());
    }
    Optional<UUID> requester = requester(connector, report);
    if (requester.isEmpty()) {
      return Applied.setAside(
          report.email() == null
              ? "It names nobody for whom it asks, and the connector has no person of its own."
              : "Nobody of the address " + report.email() + " is known.");
    }
    return open(connector, report, people.viewer(requester.get(), Set.of(Role.CUSTOMER)));
  }

  private Applied open(Connector connector, MachineReport report, Viewer requester) {
    try {
      Form form = catalogue.find(report.type()).form();
      String number =
          submitRequest.submit(
              requester,
              new Submission(report.type(), fields(form, report), UUID.randomUUID()),
              connector.key());
      if (report.fold() != null) {
        jdbi.useHandle(handle -> remember(handle, connector, report.foldKey(), number));
      }
      return Applied.applied("It opened " + number + ".");
    } catch (NotVisible e) {
      return Applied.setAside("There is no service " + report.type() + ".");
    } catch (InvalidSubmission e) {
      return Applied.setAside(
          "The form of " + report.type() + " refuses " + e.violations().keySet() + ".");
    }
  }

  /** What it names itself; of the rest, device or subject go into the first line, text below. */
  private static Map<String, String> fields(Form form, MachineReport report) {
    Map<String, String> fields = new HashMap<>(report.fields());
    String line = report.device() == null ? report.subject() : report.device();
    first(form, FieldKind.TEXT)
        .filter(field -> line != null)
        .ifPresent(field -> fields.putIfAbsent(field.key(), fitting(line, field)));
    String text =
        report.subject() == null || line.equals(report.subject())
            ? report.text()
            : report.subject() + "\n" + report.text();
    first(form, FieldKind.LONG_TEXT)
        .ifPresent(field -> fields.putIfAbsent(field.key(), fitting(text, field)));
    return fields;
  }

  private static Optional<FormField> first(Form form, FieldKind kind) {
    return form.fields().stream().filter(field -> field.kind() == kind).findFirst();
  }

  private static String fitting(String text, FormField field) {
    int most = field.maxLength();
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  private Optional<UUID> requester(Connector connector, MachineReport report) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id from person where lower(email) = :email and email <> '' union all"
                        + " select default_person_id from connector where id = :connector and :email::text is null"
                        + " and default_person_id is not null limit 1")
                .bind(
                    "email",
                    report.email() == null ? null : report.email().strip().toLowerCase(Locale.ROOT))
                .bind("connector", connector.id())
                .mapTo(UUID.class)
                .findOne());
  }

  private Optional<Folded> earlier(Connector connector, MachineReport report) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select r.id, r.number, r.status, f.count, f.activity_id from folded_report f"
                        + " join service_request r on r.id = f.request_id"
                        + " where f.connector_id = :connector and f.fold_key = :key for update")
                .bind("connector", connector.id())
                .bind("key", report.foldKey())
                .map(
                    (row, context) ->
                        new Folded(
                            row.getObject("id", UUID.class),
                            row.getString("number"),
                            row.getString("status"),
                            row.getInt("count"),
                            row.getObject("activity_id", Long.class)))
                .findOne());
  }

  private static void remember(Handle handle, Connector connector, String key, String number) {
    handle
        .createUpdate(
            "insert into folded_report (connector_id, fold_key, request_id)"
                + " select :connector, :key, id from service_request where number = :number"
                + " on conflict (connector_id, fold_key) do update set request_id = excluded.request_id, count = 1,"
                + " activity_id = null")
        .bind("connector", connector.id())
        .bind("key", key)
        .bind("number", number)
        .execute();
  }

  /** One line of the timeline says how often; it is the only one that changes. */
  private Applied count(Connector connector, MachineReport report, Folded earlier) {
    int count = earlier.count() + 1;
    String details =
        JsonText.of(Map.of("count", String.valueOf(count), "last", Instant.now().toString()));
    jdbi.useHandle(
        handle -> {
          long activity =
              earlier.activity() == null
                  ? insertLine(handle, connector, earlier.request(), details)
                  : updateLine(handle, earlier.activity(), details);
          handle
              .createUpdate(
                  "update folded_report set count = :count, activity_id = :activity"
                      + " where connector_id = :connector and fold_key = :key")
              .bind("count", count)
              .bind("activity", activity)
              .bind("connector", connector.id())
              .bind("key", report.foldKey())
              .execute();
        });
    announcer.announce(Announcement.ofRequests(List.of(earlier.request())));
    return Applied.applied("Reported " + count + " times: counted in " + earlier.number() + ".");
  }

  private static long insertLine(Handle handle, Connector connector, UUID request, String details) {
    return handle
        .createQuery(
            "insert into activity (request_id, kind, origin, details, happened_at)"
                + " values (:request, 'REPEATED', :origin, :details::jsonb, now()) returning id")
        .bind("request", request)
        .bind("origin", connector.key())
        .bind("details", details)
        .mapTo(Long.class)
        .one();
  }

  private static long updateLine(Handle handle, long activity, String details) {
    handle
        .createUpdate("update activity set details = :details::jsonb where id = :id")
        .bind("details", details)
        .bind("id", activity)
        .execute();
    return activity;
  }
}
