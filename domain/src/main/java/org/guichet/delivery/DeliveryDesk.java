package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.transaction.Transactional;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.delivery.DeliveryRefusal.Why;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What supervisors and IT do about deliveries, to one or to all that a filter finds: each with who
 * and why in the audit trail and in the delivery's own history.
 */
@ApplicationScoped
public class DeliveryDesk {
  /** Most deliveries of one action; the rest are found by doing it again. */
  public static final int MOST = 100_000;

  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_NUMBER = 200;
  private static final int LONGEST_BODY = 256_000;

  private Jdbi jdbi;
  private AuditTrail audit;
  private Announcer announcer;

  protected DeliveryDesk() {}

  @Inject
  public DeliveryDesk(Jdbi jdbi, AuditTrail audit, Announcer announcer) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.announcer = announcer;
  }

  /**
   * Does it to one delivery.
   *
   * @param verb any but EDIT, which needs a content
   * @throws NotVisible when there is none of that id
   * @throws DeliveryRefusal when its state forbids it or there is no reason
   */
  @Transactional
  public void act(Viewer viewer, DeliveryVerb verb, long id, String reason) {
    if (verb == DeliveryVerb.EDIT) {
      throw new IllegalArgumentException("an edited delivery needs its content");
    }
    actOnOne(viewer, verb, id, null, null, reason);
  }

  /**
   * Sends it with that content, whatever the mapping says.
   *
   * @param body what the connector is given, JSON
   */
  @Transactional
  public void edit(Viewer viewer, long id, String body, String reason) {
    actOnOne(viewer, DeliveryVerb.EDIT, id, body(body), null, reason);
  }

  /**
   * Marks it as entered in the system by a person.
   *
   * @param externalId its number there; null when there is none to tell
   */
  @Transactional
  public void doneByHand(Viewer viewer, long id, String externalId, String reason) {
    actOnOne(viewer, DeliveryVerb.MARK_DONE, id, null, number(externalId), reason);
  }

  /**
   * Does it to all that the filter finds and whose state allows it, oldest first, at most {@link
   * #MOST}; those that change at that very moment are left out.
   *
   * @param perSecond how many are sent each second, so that a system that was down is not run over
   * @return how many
   */
  @Transactional
  public int actOnAll(
      Viewer viewer, DeliveryVerb verb, DeliveryFilter filter, int perSecond, String reason) {
    if (verb == DeliveryVerb.EDIT || perSecond < 1) {
      throw new IllegalArgumentException(verb + " of all, " + perSecond + " a second");
    }
    require(viewer);
    String why = reason(reason);
    List<Chosen> chosen = jdbi.withHandle(handle -> chooseAll(handle, verb, filter));
    if (!chosen.isEmpty()) {
      jdbi.useHandle(
          handle -> new DeliveryChange(handle, viewer, verb, why).apply(chosen, perSecond, null));
      announcer.announce(Announcement.ofRequests(requests(chosen)));
    }
    audit.record(
        viewer,
        "delivery." + verb.action(),
        "delivery",
        null,
        Json.createObjectBuilder()
            .add("reason", why)
            .add("filter", filter.toJson())
            .add("count", chosen.size())
            .add("perSecond", perSecond)
            .build());
    return chosen.size();
  }

  /** A delivery that something is done to. */
  record Chosen(long id, UUID requestId, int connectorId, int state) {
    private static Chosen of(ResultSet row, StatementContext context) throws SQLException {
      return new Chosen(
          row.getLong("id"),
          row.getObject("request_id", UUID.class),
          row.getInt("connector_id"),
          row.getInt("state"));
    }
  }

  private void actOnOne(
      Viewer viewer, DeliveryVerb verb, long id, String body, String number, String reason) {
    require(viewer);
    String why = reason(reason);
    jdbi.useHandle(
        handle -> {
          Chosen chosen = choose(handle, id);
          refuse(verb, chosen);
          if (!verb.settles()) {
            requireConnector(handle, chosen);
            requireWords(handle, chosen);
          }
          if (number != null) {
            Numbers.keep(handle, chosen, number);
          }
          new DeliveryChange(handle, viewer, verb, why).apply(List.of(chosen), 1, body);
          announcer.announce(Announcement.ofRequests(List.of(chosen.requestId())));
        });
    audit.record(
        viewer,
        "delivery." + verb.action(),
        "delivery",
        Long.toString(id),
        Json.createObjectBuilder().add("reason", why).build());
  }

  /** The request first, as everybody does it who frees successors. */
  private static Chosen choose(Handle handle, long id) {
    handle
        .createQuery(
            "select 1 from service_request where id = (select request_id from delivery where id = :id) for key share")
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .orElseThrow(() -> new NotVisible("delivery", Long.toString(id)));
    return handle
        .createQuery(
            "select id, request_id, connector_id, state from delivery where id = :id for update")
        .bind("id", id)
        .map(Chosen::of)
        .one();
  }

  private static List<Chosen> chooseAll(Handle handle, DeliveryVerb verb, DeliveryFilter filter) {
    if (!verb.settles()) { // none is removed in the meantime
      handle.execute("select 1 from connector where removed_at is null order by id for key share");
    }
    DeliverySearch search = new DeliverySearch(filter).and(verb.condition("x"));
    if (verb.settles()) {
      search
          .bind(
              handle.createQuery(
                  "select 1 from service_request where id in (select x.request_id from delivery x where "
                      + search.where()
                      + ") order by id for key share"))
          .mapTo(Integer.class)
          .list();
    }
    return search
        .bind(
            handle.createQuery(
                "select x.id, x.request_id, x.connector_id, x.state from delivery x where "
                    + search.where()
                    + " order by x.id limit :most for update of x skip locked"))
        .bind("most", MOST)
        .map(Chosen::of)
        .list();
  }

  private static void refuse(DeliveryVerb verb, Chosen chosen) {
    DeliveryState state = DeliveryState.of(chosen.state());
    if (state == DeliveryState.LEASED) {
      throw new DeliveryRefusal(
          Why.IN_FLIGHT, "The delivery " + chosen.id() + " is being sent right now.");
    }
    if (!verb.fits(state)) {
      throw new DeliveryRefusal(
          Why.WRONG_STATE,
          "The delivery " + chosen.id() + " is " + state + ": there is no " + verb + ".");
    }
  }

  private static void requireConnector(Handle handle, Chosen chosen) {
    handle
        .createQuery("select 1 from connector where id = :id and removed_at is null for key share")
        .bind("id", chosen.connectorId())
        .mapTo(Integer.class)
        .findOne()
        .orElseThrow(
            () ->
                new DeliveryRefusal(
                    Why.REMOVED, "The connector of the delivery " + chosen.id() + " was removed."));
  }

  /** Who asked for it may have been erased since: there is nothing left to say. */
  private static void requireWords(Handle handle, Chosen chosen) {
    boolean erased =
        handle
            .createQuery(
                "select exists (select 1 from outbox_event e join delivery d on d.event_id = e.id"
                    + " where d.id = :id and e.payload -> 'erased' is not null)")
            .bind("id", chosen.id())
            .mapTo(Boolean.class)
            .one();
    if (erased) {
      throw new DeliveryRefusal(
          Why.ERASED, "What the delivery " + chosen.id() + " said was erased.");
    }
  }

  private static List<UUID> requests(List<Chosen> chosen) {
    return chosen.stream().map(Chosen::requestId).toList();
  }

  private static void require(Viewer viewer) {
    if (!viewer.caresForDeliveries()) {
      throw new NotAllowed("change a delivery");
    }
  }

  private static String reason(String reason) {
    String why = reason == null ? "" : reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON || why.indexOf('\0') >= 0) {
      throw new DeliveryRefusal(
          Why.NO_REASON, "Say why, in at most " + LONGEST_REASON + " characters.");
    }
    return why;
  }

  private static String number(String externalId) {
    if (externalId == null || externalId.isBlank()) {
      return null;
    }
    String number = externalId.strip();
    if (number.length() > LONGEST_NUMBER || number.chars().anyMatch(Character::isISOControl)) {
      throw new DeliveryRefusal(
          Why.BAD_NUMBER, "A number has at most " + LONGEST_NUMBER + " characters in one line.");
    }
    return number;
  }

  private static String body(String body) {
    if (body == null || body.length() > LONGEST_BODY || body.indexOf('\0') >= 0) {
      throw new DeliveryRefusal(Why.BAD_BODY, "The content is missing or too long.");
    }
    try (var reader = Json.createReader(new StringReader(body))) {
      reader.readValue();
      return body.strip();
    } catch (JsonException e) {
      throw new DeliveryRefusal(Why.BAD_BODY, "The content is not JSON: " + e.getMessage());
    }
  }
}
