package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.delivery.ChangeConnectors.Refused;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.Jq;
import org.guichet.shared.JqFailed;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Which system hears of what, and in which words. A mapping is tried before it is kept. */
@ApplicationScoped
public class Flows {
  private static final String SELECT =
      "select f.key, f.event_type, c.key as connector, f.mapping, f.mapping_version, a.key as after, f.active"
          + " from flow f join connector c on c.id = f.connector_id left join flow a on a.id = f.after_flow_id";

  /** An event as mappings are given it, with the references of its request. */
  public record Example(long event, String number, String payload, String references) {}

  /**
   * What a mapping makes of an event that really happened.
   *
   * @param number of the request; null when no such event has happened yet
   * @param result JSON; null when it fails or yields nothing
   * @param problem a sentence; null when it works
   */
  public record Preview(String number, String result, String problem) {}

  private Jdbi jdbi;
  private AuditTrail audit;
  private Announcer announcer;

  protected Flows() {}

  @Inject
  public Flows(Jdbi jdbi, AuditTrail audit, Announcer announcer) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.announcer = announcer;
  }

  /** All that are in force, by event and key. */
  public List<Flow> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " where f.active order by f.event_type, f.key")
                .map(ConstructorMapper.of(Flow.class))
                .list());
  }

  private Optional<Flow> find(String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " where f.key = :key")
                .bind("key", key)
                .map(ConstructorMapper.of(Flow.class))
                .findOne());
  }

  /**
   * Tells a connector of an event from now on.
   *
   * @param after key of a flow of the same event that must be delivered first; may be null
   * @throws Refused when the mapping fails or something else is wrong
   */
  @Transactional
  public void add(
      Viewer viewer, String key, String eventType, String connector, String mapping, String after) {
    require(viewer, "add a flow");
    List<String> problems = new ArrayList<>();
    if (!key.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      problems.add("The key must be small letters and digits with single hyphens.");
    } else if (find(key).isPresent()) {
      problems.add("There is or was a flow named " + key + " already.");
    }
    checkAfter(key, eventType, after, problems);
    check(eventType, connector, mapping, problems);
    int added =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "insert into flow (key, event_type, connector_id, mapping, after_flow_id)"
                            + " select :key, :event, id, :mapping, (select id from flow where key = :after)"
                            + " from connector where key = :connector and removed_at is null for key share")
                    .bind("key", key)
                    .bind("event", eventType)
                    .bind("connector", connector)
                    .bind("mapping", mapping)
                    .bind("after", after)
                    .execute());
    if (added == 0) {
      throw new NotVisible("connector", connector);
    }
    done(viewer, "flow.added", key);
  }

  /**
   * Changes its words, or what it waits for. What was sent once is repeated in the words of then.
   *
   * @param version of the mapping that the change is about
   */
  @Transactional
  public void change(Viewer viewer, String key, int version, String mapping, String after) {
    require(viewer, "change a flow");
    Flow flow = find(key).filter(Flow::active).orElseThrow(() -> new NotVisible("flow", key));
    List<String> problems = new ArrayList<>();
    checkAfter(key, flow.eventType(), after, problems);
    check(flow.eventType(), flow.connector(), mapping, problems);
    int changed =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "update flow set mapping = :mapping, after_flow_id = (select id from flow where key = :after)"
                            + " where key = :key and mapping_version = :version")
                    .bind("mapping", mapping)
                    .bind("after", after)
                    .bind("key", key)
                    .bind("version", version)
                    .execute());
    if (changed == 0) {
      throw new Refused(List.of("The flow " + key + " was changed meanwhile: look at it again."));
    }
    done(viewer, "flow.changed", key);
  }

  /** Tells the connector of no further event; what has begun is finished. */
  @Transactional
  public void remove(Viewer viewer, String key) {
    require(viewer, "remove a flow");
    int removed =
        jdbi.withHandle(
            handle -> {
              handle.execute(
                  "update flow set after_flow_id = null where after_flow_id = (select id from flow where key = ?)",
                  key);
              return handle.execute("update flow set active = false where key = ? and active", key);
            });
    if (removed == 0) {
      throw new NotVisible("flow", key);
    }
    done(viewer, "flow.removed", key);
  }

  /** What a mapping would make of the newest event of that type. */
  public Preview preview(Viewer viewer, String eventType, String connector, String mapping) {
    require(viewer, "preview a mapping");
    Optional<Example> example = example(eventType);
    try {
      Jq jq = Jq.of(mapping);
      if (example.isEmpty()) {
        return new Preview(null, null, null);
      }
      String result =
          jq.apply(
              example.get().payload(),
              Map.of(
                  "references",
                  example.get().references(),
                  "here",
                  here(example.get(), connector)));
      String problem = result == null ? "It yields nothing." : null;
      return new Preview(example.get().number(), result, problem);
    } catch (JqFailed e) {
      return new Preview(example.map(Example::number).orElse(null), null, e.getMessage() + ".");
    }
  }

  private static String here(Example example, String connector) {
    return String.valueOf(org.guichet.shared.JsonText.object(example.references()).get(connector));
  }

  private Optional<Example> example(String eventType) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select e.id as event, r.number, e.payload::text as payload,"
                        + " coalesce((select jsonb_object_agg(c.key, jsonb_build_object('externalId', x.external_id, 'externalUrl', x.url))"
                        + " from external_reference x join connector c on c.id = x.connector_id"
                        + " where x.request_id = e.request_id), '{}')::text as references"
                        + " from outbox_event e join service_request r on r.id = e.request_id"
                        + " where e.type = :type order by e.id desc limit 1")
                .bind("type", eventType)
                .map(ConstructorMapper.of(Example.class))
                .findOne());
  }

  private void check(String eventType, String connector, String mapping, List<String> problems) {
    try {
      Jq.of(mapping);
    } catch (JqFailed e) {
      problems.add("The mapping is no jq: " + e.getMessage() + ".");
    }
    if (!eventType.matches("[a-z]+(\\.[a-z_]+)+")) {
      problems.add("There is no event \"" + eventType + "\".");
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    Optional<Example> example = example(eventType);
    if (example.isPresent()) {
      try {
        Jq.of(mapping)
            .apply(
                example.get().payload(),
                Map.of(
                    "references",
                    example.get().references(),
                    "here",
                    here(example.get(), connector)));
      } catch (JqFailed e) {
        throw new Refused(
            List.of(
                "The mapping fails for " + example.get().number() + ": " + e.getMessage() + "."));
      }
    }
  }

  /** It waits for a flow of the same event, and never for itself. */
  private void checkAfter(String key, String eventType, String after, List<String> problems) {
    Set<String> seen = new HashSet<>(Set.of(key));
    for (String next = after; next != null; ) {
      Optional<Flow> flow = find(next).filter(Flow::active);
      if (flow.isEmpty() || !flow.get().eventType().equals(eventType)) {
        problems.add("There is no flow \"" + next + "\" of the same event to wait for.");
        return;
      }
      if (!seen.add(next)) {
        problems.add("It would wait for itself.");
        return;
      }
      next = flow.get().after();
    }
  }

  private void done(Viewer viewer, String action, String key) {
    audit.record(viewer, action, "flow", key, Json.createObjectBuilder().add("flow", key).build());
    announcer.announce(Announcement.of(Announcement.Topic.CONNECTOR));
  }

  private static void require(Viewer viewer, String action) {
    if (!viewer.is(Role.INTEGRATION_ADMIN)) {
      throw new NotAllowed(action);
    }
  }
}
