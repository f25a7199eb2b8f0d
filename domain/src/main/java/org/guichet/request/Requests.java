package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.attachment.Attachments;
import org.guichet.catalogue.Catalogue;
import org.guichet.conversation.Timeline;
import org.guichet.invoice.Invoices;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Requests for reading: lists by projection and keyset, one request with all that its page shows.
 */
@ApplicationScoped
public class Requests {
  private static final String OPEN =
      "r.status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')";

  /**
   * Counts stop here: nobody needs to know whether 1,000 or 90,000 wait, and counting on would
   * cost.
   */
  public static final int MOST_COUNTED = 1_000;

  private Jdbi jdbi;
  private Timeline timeline;
  private Strip strip;
  private Invoices invoices;
  private Attachments attachments;

  protected Requests() {}

  @Inject
  public Requests(
      Jdbi jdbi, Timeline timeline, Strip strip, Invoices invoices, Attachments attachments) {
    this.jdbi = jdbi;
    this.timeline = timeline;
    this.strip = strip;
    this.invoices = invoices;
    this.attachments = attachments;
  }

  /**
   * The request with everything its page shows to this viewer.
   *
   * @throws NotVisible when there is none of that number, or not for him
   */
  public RequestView view(Viewer viewer, String number) {
    RequestView facts = facts(viewer, number);
    return new RequestView(
        facts.id(),
        facts.number(),
        facts.version(),
        facts.subject(),
        facts.status(),
        facts.priority(),
        facts.typeKey(),
        facts.typeName(),
        facts.form(),
        facts.fields(),
        facts.requesterId(),
        facts.requester(),
        facts.requesterEmail(),
        facts.organization(),
        facts.assigneeId(),
        facts.assignee(),
        facts.team(),
        facts.submittedAt(),
        facts.updatedAt(),
        facts.atDesk(),
        timeline.of(facts.id(), facts.atDesk()),
        strip.of(facts.id(), facts.atDesk()),
        invoices.ofRequest(facts.id()),
        attachments.ofRequest(facts.id()));
  }

  private RequestView facts(Viewer viewer, String number) {
    Visibility visible = Visibility.of(viewer);
    return jdbi.withHandle(
        handle ->
            visible
                .bind(
                    handle
                        .createQuery(
                            "select r.id, r.number, r.version, r.subject, r.status, r.priority, t.key, t.name::text as type_name,"
                                + " t.form::text as form, r.fields::text as fields, r.requester_id, p.name as requester,"
                                + " p.email, o.name as organization, r.assignee_id, a.name as assignee, tm.name as team,"
                                + " r.submitted_at, r.updated_at, "
                                + Visibility.atDesk(viewer).of("r")
                                + " as at_desk"
                                + " from service_request r join request_type t on t.id = r.type_id"
                                + " join person p on p.id = r.requester_id join team tm on tm.id = r.team_id"
                                + " left join organization o on o.id = r.organization_id"
                                + " left join person a on a.id = r.assignee_id where r.number = :number and "
                                + visible.of("r"))
                        .bind("number", number))
                .map((row, context) -> facts(row))
                .findOne()
                .orElseThrow(() -> new NotVisible("request", number)));
  }

  private static RequestView facts(ResultSet row) throws SQLException {
    return new RequestView(
        row.getObject("id", UUID.class),
        row.getString("number"),
        row.getLong("version"),
        row.getString("subject"),
        RequestStatus.valueOf(row.getString("status")),
        Priority.valueOf(row.getString("priority")),
        row.getString("key"),
        LocalizedText.parse(row.getString("type_name")),
        Catalogue.form(row.getString("form")),
        JsonText.strings(row.getString("fields")),
        row.getObject("requester_id", UUID.class),
        row.getString("requester"),
        row.getString("email"),
        row.getString("organization"),
        row.getObject("assignee_id", UUID.class),
        row.getString("assignee"),
        row.getString("team"),
        row.getTimestamp("submitted_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        row.getBoolean("at_desk"),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The key of the request of that number, if the viewer may see it. */
  public Optional<UUID> visible(Viewer viewer, String number) {
    Visibility visible = Visibility.of(viewer);
    return jdbi.withHandle(
        handle ->
            visible
                .bind(
                    handle
                        .createQuery(
                            "select r.id from service_request r where r.number = :number and "
                                + visible.of("r"))
                        .bind("number", number))
                .mapTo(UUID.class)
                .findOne());
  }

  /**
   * Requests that the viewer may see, last changed first.
   *
   * @param limit most rows, 200 at most
   */
  public List<RequestRow> list(Viewer viewer, RequestFilter filter, int limit) {
    Visibility visible = visibility(viewer, filter.scope());
    String after =
        filter.after() == null ? "" : " and (r.updated_at, r.id) < (:afterTime, :afterId)";
    return jdbi.withHandle(
        handle -> {
          var query =
              visible.bind(
                  handle
                      .createQuery(
                          "select r.id, r.number, r.subject, t.name::text as type_name, r.status, p.name as requester,"
                              + " o.name as organization, a.name as assignee, r.submitted_at, r.updated_at,"
                              + " d.systems, d.delivered, d.stopped from (select * from service_request r where "
                              + condition(visible, filter)
                              + after
                              + " order by r.updated_at desc, r.id desc limit :limit) r"
                              + " join request_type t on t.id = r.type_id join person p on p.id = r.requester_id"
                              + " left join organization o on o.id = r.organization_id"
                              + " left join person a on a.id = r.assignee_id cross join lateral ("
                              + " select count(distinct connector_id) as systems,"
                              + " count(distinct connector_id) filter (where state in (2, 3)) as delivered,"
                              + " count(*) filter (where state = 4) as stopped from delivery where request_id = r.id) d"
                              + " order by r.updated_at desc, r.id desc")
                      .bind("limit", Math.min(limit, 200)));
          if (filter.after() != null) {
            query
                .bind("afterTime", filter.after().updatedAt())
                .bind("afterId", filter.after().id());
          }
          return query.map(ConstructorMapper.of(RequestRow.class)).list();
        });
  }

  /**
   * How many requests each scope of the desk holds for this viewer, open ones only, at most {@link
   * #MOST_COUNTED}.
   */
  public Map<Scope, Integer> deskCounts(Viewer viewer) {
    Map<Scope, Integer> counts = new EnumMap<>(Scope.class);
    for (Scope scope : List.of(Scope.ASSIGNED, Scope.UNASSIGNED, Scope.ALL)) {
      counts.put(scope, count(viewer, RequestFilter.of(scope, true)));
    }
    return counts;
  }

  /** How many requests the filter finds, at most {@link #MOST_COUNTED}. */
  public int count(Viewer viewer, RequestFilter filter) {
    Visibility visible = visibility(viewer, filter.scope());
    return jdbi.withHandle(
        handle ->
            visible
                .bind(
                    handle
                        .createQuery(
                            "select count(*) from (select 1 from service_request r where "
                                + condition(visible, filter)
                                + " limit :most) counted")
                        .bind("most", MOST_COUNTED))
                .mapTo(Integer.class)
                .one());
  }

  private static Visibility visibility(Viewer viewer, Scope scope) {
    return switch (scope) {
      case MINE, ORGANIZATION -> Visibility.of(viewer);
      case ASSIGNED, UNASSIGNED, ALL -> Visibility.atDesk(viewer);
    };
  }

  private static String condition(Visibility visible, RequestFilter filter) {
    String whose =
        switch (filter.scope()) {
          case MINE -> " and r.requester_id = :viewer";
          case ORGANIZATION ->
              " and (r.requester_id = :viewer or r.organization_id in (select m.organization_id"
                  + " from membership m where m.person_id = :viewer and m.manager))";
          case ASSIGNED -> " and r.assignee_id = :viewer";
          case UNASSIGNED -> " and r.assignee_id is null";
          case ALL -> "";
        };
    return visible.of("r") + whose + (filter.openOnly() ? " and " + OPEN : "");
  }
}
