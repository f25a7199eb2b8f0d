package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.attachment.Attachments;
import org.guichet.catalogue.Answers;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.Form;
import org.guichet.conversation.Timeline;
import org.guichet.invoice.Invoices;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Requests for reading: lists by projection and keyset, one request with all that its page shows.
 */
@ApplicationScoped
public class Requests {
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
    Found found = find(viewer, number);
    RequestView facts = found.facts();
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
        facts.teamId(),
        facts.team(),
        facts.submittedAt(),
        facts.updatedAt(),
        facts.atDesk(),
        timeline.of(facts.id(), facts.atDesk()),
        strip.of(facts.id(), facts.atDesk()),
        found.invoiced() ? invoices.ofRequest(facts.id()) : List.of(),
        found.filed() ? attachments.ofRequest(facts.id(), facts.atDesk()) : List.of());
  }

  /** The row itself, and whether the tables of invoices and files have something to add to it. */
  private record Found(RequestView facts, boolean invoiced, boolean filed) {}

  private Found find(Viewer viewer, String number) {
    Visibility visible = Visibility.of(viewer);
    return jdbi.withHandle(
        handle ->
            visible
                .bind(
                    handle
                        .createQuery(
                            "select r.id, r.number, r.version, r.subject, r.status, r.priority, t.key, t.name::text as type_name,"
                                + " f.definition::text as form, (r.fields || r.sensitive_fields)::text as fields, r.requester_id, p.name as requester,"
                                + " p.email, o.name as organization, r.assignee_id, a.name as assignee, r.team_id, tm.name as team,"
                                + " r.submitted_at, r.updated_at, "
                                + Visibility.atDesk(viewer).of("r")
                                + " as at_desk,"
                                + " exists (select 1 from invoice i where i.request_id = r.id) as invoiced,"
                                + " exists (select 1 from attachment af where af.request_id = r.id) as filed"
                                + " from service_request r join request_type t on t.id = r.type_id"
                                + " join request_form f on f.type_id = r.type_id and f.version = r.form_version"
                                + " join person p on p.id = r.requester_id join team tm on tm.id = r.team_id"
                                + " left join organization o on o.id = r.organization_id"
                                + " left join person a on a.id = r.assignee_id where r.number = :number and "
                                + visible.of("r"))
                        .bind("number", number))
                .map(
                    (row, context) ->
                        new Found(facts(row), row.getBoolean("invoiced"), row.getBoolean("filed")))
                .findOne()
                .orElseThrow(() -> new NotVisible("request", number)));
  }

  private static RequestView facts(ResultSet row) throws SQLException {
    Form form = Catalogue.form(row.getString("form"));
    return new RequestView(
        row.getObject("id", UUID.class),
        row.getString("number"),
        row.getLong("version"),
        row.getString("subject"),
        RequestStatus.valueOf(row.getString("status")),
        Priority.valueOf(row.getString("priority")),
        row.getString("key"),
        LocalizedText.parse(row.getString("type_name")),
        form,
        Answers.typed(form, JsonText.object(row.getString("fields"))),
        row.getObject("requester_id", UUID.class),
        row.getString("requester"),
        row.getString("email"),
        row.getString("organization"),
        row.getObject("assignee_id", UUID.class),
        row.getString("assignee"),
        row.getObject("team_id", UUID.class),
        row.getString("team"),
        row.getTimestamp("submitted_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        row.getBoolean("at_desk"),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Whether the viewer sees the request of that number as staff. */
  public boolean isAtDesk(Viewer viewer, String number) {
    return viewer.isStaff() && find(Visibility.atDesk(viewer), number).isPresent();
  }

  /** The key of the request of that number, if the viewer may see it. */
  public Optional<UUID> visible(Viewer viewer, String number) {
    return find(Visibility.of(viewer), number);
  }

  private Optional<UUID> find(Visibility visible, String number) {
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
   * Whose these requests are, and who follows them; for who decides which pages to tell of a
   * change.
   */
  public List<Party> parties(List<UUID> keys) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select requester_id as person, organization_id as organization"
                        + " from service_request where id = any(:keys)"
                        + " union select person_id, null from participant where request_id = any(:keys)")
                .bindArray("keys", UUID.class, keys)
                .map(ConstructorMapper.of(Party.class))
                .list());
  }

  /**
   * Requests that the viewer may see, in the filter's order.
   *
   * @param limit most rows, 200 at most
   */
  public List<RequestRow> list(Viewer viewer, RequestFilter filter, int limit) {
    return new RequestLists(jdbi).page(viewer, filter, limit);
  }

  /** How many requests the filter finds, at most {@link #MOST_COUNTED}; its place is left aside. */
  public int count(Viewer viewer, RequestFilter filter) {
    return new RequestLists(jdbi).count(viewer, filter);
  }
}
