package org.guichet.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.macro.Macros;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestTags;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Changes of many requests at once: asked for, looked at, cancelled. Which requests are meant is
 * written down when it is asked for, each with the version it then has; the work itself is done in
 * the background, see {@link RunBulkChanges}. Everybody sees his own.
 */
@ApplicationScoped
public class BulkChanges {
  /** Requests of one change. */
  public static final int MOST = 20_000;

  private static final String CHANGE =
      """
      select b.id, b.verb, b.value, b.label, b.total, b.started_at, b.cancelled, b.ended_at,
        (select count(*) from bulk_item i where i.bulk_id = b.id and i.outcome in ('DONE', 'ALREADY')) as done,
        (select count(*) from bulk_item i where i.bulk_id = b.id and i.outcome not in ('DONE', 'ALREADY')) as failed
      from bulk_change b where b.person_id = :viewer
      """;

  private Jdbi jdbi;
  private AuditTrail audit;
  private Announcer announcer;
  private Macros macros;

  protected BulkChanges() {}

  @Inject
  public BulkChanges(Jdbi jdbi, AuditTrail audit, Announcer announcer, Macros macros) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.announcer = announcer;
    this.macros = macros;
  }

  /** A request as the viewer saw it when he chose it. */
  public record Chosen(String number, long version) implements Serializable {}

  /** What could not be changed, and why. */
  public record Failure(String number, BulkOutcome outcome) implements Serializable {}

  /** The filter finds more requests than one change may have, or none. */
  public static final class NotSoMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NotSoMany(int found) {
      super("a bulk change has 1 to " + MOST + " requests, not " + found);
    }
  }

  /**
   * Asks for a change of all that the filter finds now.
   *
   * @throws NotSoMany when that are none, or too many
   * @throws IllegalArgumentException when the value makes no sense
   */
  @Transactional
  public UUID start(Viewer viewer, QueueFilter filter, BulkVerb verb, String value) {
    QueueConditions conditions = new QueueConditions(viewer, filter.from(null));
    return start(
        viewer,
        verb,
        value,
        (handle, id) ->
            conditions
                .bind(
                    handle.createUpdate(
                        "insert into bulk_item (bulk_id, place, number, version)"
                            + " select :bulk, row_number() over (order by r.submitted_at, r.id), r.number, r.version"
                            + " from service_request r where "
                            + conditions.all()
                            + " limit :most"))
                .bind("bulk", id)
                .bind("most", MOST + 1)
                .execute());
  }

  /**
   * Asks for a change of those that the viewer has chosen one by one.
   *
   * @throws NotSoMany when there are none, or too many
   * @throws IllegalArgumentException when the value makes no sense
   */
  @Transactional
  public UUID start(Viewer viewer, List<Chosen> chosen, BulkVerb verb, String value) {
    return start(
        viewer,
        verb,
        value,
        (handle, id) ->
            handle
                .createUpdate(
                    "insert into bulk_item (bulk_id, place, number, version)"
                        + " select :bulk, c.place, c.number, c.version"
                        + " from unnest(:numbers, :versions) with ordinality as c(number, version, place)"
                        + " limit :most")
                .bind("bulk", id)
                .bindArray("numbers", String.class, chosen.stream().map(Chosen::number).toList())
                .bindArray("versions", Long.class, chosen.stream().map(Chosen::version).toList())
                .bind("most", MOST + 1)
                .execute());
  }

  private interface Selection {
    int write(Handle handle, UUID bulk);
  }

  private UUID start(Viewer viewer, BulkVerb verb, String value, Selection selection) {
    if (!viewer.isStaff()) {
      throw new NotAllowed("change requests");
    }
    UUID id = UUID.randomUUID();
    String meant = checked(viewer, verb, value);
    int total =
        jdbi.withHandle(
            handle -> {
              insert(handle, viewer, id, verb, meant);
              int chosen = selection.write(handle, id);
              handle
                  .createUpdate("update bulk_change set total = :total where id = :id")
                  .bind("total", chosen)
                  .bind("id", id)
                  .execute();
              return chosen;
            });
    if (total < 1 || total > MOST) {
      throw new NotSoMany(total);
    }
    audit.record(
        viewer,
        "bulk.started",
        "bulk",
        id.toString(),
        Json.createObjectBuilder().add("verb", verb.name()).add("requests", total).build());
    announcer.announce(Announcement.of(Announcement.Topic.BULK));
    return id;
  }

  private static void insert(Handle handle, Viewer viewer, UUID id, BulkVerb verb, String value) {
    handle
        .createUpdate(
            "delete from bulk_change where person_id = :viewer and ended_at < now() - interval '30 days'")
        .bind("viewer", viewer.personId())
        .execute();
    handle
        .createUpdate(
            "insert into bulk_change (id, person_id, roles, verb, value, label, total, started_at)"
                + " values (:id, :viewer, :roles, :verb, :value,"
                + " coalesce((select name from person where :verb = 'ASSIGN' and id::text = :value),"
                + " (select name from macro where :verb = 'MACRO' and id::text = :value), :value), 0, :now)")
        .bind("id", id)
        .bind("viewer", viewer.personId())
        .bindArray("roles", String.class, viewer.roles().stream().map(Role::name).toList())
        .bind("verb", verb)
        .bind("value", value)
        .bind("now", Instant.now())
        .execute();
  }

  private String checked(Viewer viewer, BulkVerb verb, String value) {
    return switch (verb) {
      case ASSIGN -> value.isEmpty() ? "" : UUID.fromString(value).toString();
      case STATUS -> RequestStatus.valueOf(value).name();
      case PRIORITY -> Priority.valueOf(value).name();
      case TAG, UNTAG ->
          RequestTags.clean(value).orElseThrow(() -> new IllegalArgumentException("no tag"));
      case MACRO ->
          macros
              .find(viewer, UUID.fromString(value))
              .map(macro -> macro.id().toString())
              .orElseThrow(() -> new IllegalArgumentException("no macro"));
    };
  }

  /** The viewer's last ones, newest first. */
  public List<BulkChange> of(Viewer viewer, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CHANGE + " order by b.started_at desc limit :most")
                .bind("viewer", viewer.personId())
                .bind("most", most)
                .map(ConstructorMapper.of(BulkChange.class))
                .list());
  }

  /** One of the viewer's own. */
  public Optional<BulkChange> find(Viewer viewer, UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CHANGE + " and b.id = :id")
                .bind("viewer", viewer.personId())
                .bind("id", id)
                .map(ConstructorMapper.of(BulkChange.class))
                .findOne());
  }

  /** What could not be changed, in the order of the work, behind that place. */
  public List<Failure> failures(Viewer viewer, UUID id, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select i.number, i.outcome from bulk_change b join bulk_item i on i.bulk_id = b.id"
                        + " where b.id = :id and b.person_id = :viewer and i.outcome not in ('DONE', 'ALREADY')"
                        + " order by i.place limit :most")
                .bind("viewer", viewer.personId())
                .bind("id", id)
                .bind("most", most)
                .map(ConstructorMapper.of(Failure.class))
                .list());
  }

  /** What is not done yet is left as it is. Nothing happens when it has ended, or is not his. */
  @Transactional
  public void cancel(Viewer viewer, UUID id) {
    int cancelled =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "update bulk_change set cancelled = true"
                            + " where id = :id and person_id = :viewer and ended_at is null")
                    .bind("id", id)
                    .bind("viewer", viewer.personId())
                    .execute());
    if (cancelled == 1) {
      audit.record(viewer, "bulk.cancelled", "bulk", id.toString());
      announcer.announce(Announcement.of(Announcement.Topic.BULK));
    }
  }
}
