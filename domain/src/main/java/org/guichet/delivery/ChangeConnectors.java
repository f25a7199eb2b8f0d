package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.transaction.Transactional;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.Jq;
import org.guichet.shared.JqFailed;
import org.guichet.shared.JsonText;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * Connects company systems, while everything runs: each change is another version of the connector,
 * and every node follows it at once.
 */
@ApplicationScoped
public class ChangeConnectors {
  private static final Set<String> WEBHOOK_KINDS =
      Set.of("standard", "hmac", "token", "unsigned", "none");

  private static final String COLUMNS =
      "name = :name::jsonb, record = :record::jsonb, place = :place::jsonb, kamelet = :kamelet,"
          + " properties = :properties::jsonb, translation = :translation, status_map = :statusMap::jsonb,"
          + " idempotent = :idempotent, concurrency = :concurrency, time_limit_seconds = :timeLimit,"
          + " rate_per_minute = :rate::int, poll_seconds = :pollSeconds::int, poll_overlap = :pollOverlap::interval,"
          + " webhook_kind = :webhookKind, webhook_settings = :webhookSettings::jsonb, wake_up = :wakeUp";

  /** What was sent in cannot be kept; each problem is a sentence. */
  public static class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    public Refused(List<String> problems) {
      super(String.join(" ", problems));
      this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
      return problems;
    }
  }

  /** Somebody else has changed it since it was read. */
  public static class ChangedMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChangedMeanwhile(String key) {
      super("The connector " + key + " was changed meanwhile: look at it again.");
    }
  }

  private Jdbi jdbi;
  private Connectors connectors;
  private Kamelets kamelets;
  private Secrets secrets;
  private AuditTrail audit;
  private Announcer announcer;

  protected ChangeConnectors() {}

  @Inject
  public ChangeConnectors(
      Jdbi jdbi,
      Connectors connectors,
      Kamelets kamelets,
      Secrets secrets,
      AuditTrail audit,
      Announcer announcer) {
    this.jdbi = jdbi;
    this.connectors = connectors;
    this.kamelets = kamelets;
    this.secrets = secrets;
    this.audit = audit;
    this.announcer = announcer;
  }

  /**
   * Connects another system.
   *
   * @param key names it for ever: small letters, digits, hyphens
   * @throws Refused when something is wrong with it
   */
  @Transactional
  public void create(Viewer viewer, String key, ConnectorDraft draft) {
    require(viewer, "create a connector");
    List<String> problems = new ArrayList<>();
    if (!key.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      problems.add("The key must be small letters and digits with single hyphens.");
    } else if (isTaken(key)) {
      problems.add("There is or was a connector named " + key + " already.");
    }
    check(draft, Map.of(), problems);
    ConnectorDraft sealed = seal(key, draft, Map.of());
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  "insert into connector (key, name, record, place, kamelet, properties, idempotent, position)"
                      + " select :key, '{}', '{}', '{}', '', '{}', false, coalesce(max(position), 0) + 1 from connector")
              .bind("key", key)
              .execute();
          bind(
                  handle.createUpdate("update connector set " + COLUMNS + " where key = :key"),
                  key,
                  sealed)
              .execute();
        });
    keepWebhookSecret(key, draft);
    done(viewer, "connector.created", key, draft.kamelet());
  }

  /**
   * Changes a connector.
   *
   * @param version of the connector that the change is about
   * @throws ChangedMeanwhile when that is not its version any more
   * @throws Refused when something is wrong with it
   */
  @Transactional
  public void change(Viewer viewer, String key, int version, ConnectorDraft draft) {
    require(viewer, "change a connector");
    Connector before = existing(key);
    List<String> problems = new ArrayList<>();
    check(draft, before.parameters(), problems);
    ConnectorDraft sealed = seal(key, draft, before.parameters());
    int changed =
        jdbi.withHandle(
            handle ->
                bind(
                        handle.createUpdate(
                            "update connector set "
                                + COLUMNS
                                + ", version = version + 1 where key = :key and version = :version and removed_at is null"),
                        key,
                        sealed)
                    .bind("version", version)
                    .execute());
    if (changed == 0) {
      throw new ChangedMeanwhile(key);
    }
    keepWebhookSecret(key, draft);
    done(viewer, "connector.changed", key, draft.kamelet());
  }

  /** Stops it for the time being: deliveries collect. One that pauses already keeps its reason. */
  @Transactional
  public void pause(Viewer viewer, String key, String reason) {
    if (!viewer.caresForDeliveries()) {
      throw new NotAllowed("pause a connector");
    }
    existing(key);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update connector set paused_since = now(), pause_reason = :reason"
                        + " where key = :key and paused_since is null and removed_at is null")
                .bind("key", key)
                .bind("reason", reason)
                .execute());
    done(viewer, "connector.paused", key, reason);
  }

  /**
   * Takes it away with its flows and secrets; what it delivered stays on record.
   *
   * @throws Refused while deliveries of it are not settled: nothing is cancelled in passing
   */
  @Transactional
  public void remove(Viewer viewer, String key) {
    require(viewer, "remove a connector");
    Connector connector = existing(key);
    jdbi.useHandle(
        handle -> {
          // Who is about to tell it something has done so, or sees that it is gone.
          handle.execute("select 1 from connector where id = ? for update", connector.id());
          handle.execute("update flow set active = false where connector_id = ?", connector.id());
          int open =
              handle
                  .createQuery(
                      "select count(*) from delivery where connector_id = :id and state in (0, 1, 4)")
                  .bind("id", connector.id())
                  .mapTo(Integer.class)
                  .one();
          if (open > 0) {
            throw new Refused(
                List.of(
                    open
                        + " deliveries of it are not settled: wait for them, mark them as done or cancel them first."));
          }
          handle.execute(
              "update connector set removed_at = now(), properties = '{}', webhook_secret = null, version = version + 1 where id = ?",
              connector.id());
          Set<String> ids = SecretReference.in(connector.parameters());
          if (connector.webhookSecret() != null) {
            ids = new java.util.HashSet<>(ids);
            ids.add(connector.webhookSecret());
          }
          handle
              .createUpdate(
                  "delete from secret s where s.id = any(:ids) and not exists (select 1 from connector c"
                      + " where c.webhook_secret = s.id or strpos(c.properties::text, '{{secret:' || s.id || '}}') > 0)")
              .bindArray("ids", String.class, List.copyOf(ids))
              .execute();
        });
    done(viewer, "connector.removed", key, connector.kamelet());
  }

  private Connector existing(String key) {
    return connectors.find(key).orElseThrow(() -> new NotVisible("connector", key));
  }

  private boolean isTaken(String key) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from connector where key = :key")
                    .bind("key", key)
                    .mapTo(Integer.class)
                    .one())
        > 0;
  }

  private void check(ConnectorDraft draft, Map<String, String> before, List<String> problems) {
    KameletFile kamelet = kamelets.find(draft.kamelet()).orElse(null);
    if (kamelet == null) {
      problems.add("There is no Kamelet " + draft.kamelet() + ".");
    } else {
      problems.addAll(kamelet.problems(kept(kamelet, draft.properties(), before)));
    }
    jq("translation", draft.translation(), problems);
    if (draft.wakeUp() != null) {
      jq("wake-up", draft.wakeUp(), problems);
    }
    json("status map", draft.statusMap(), problems);
    json("webhook's settings", draft.webhookSettings(), problems);
    if (!WEBHOOK_KINDS.contains(draft.webhookKind())) {
      problems.add("Webhooks are one of standard, hmac, token, unsigned and none.");
    }
    between("The concurrency", draft.concurrency(), 1, 100, problems);
    between("The time limit", draft.timeLimitSeconds(), 1, 3600, problems);
    if (draft.pollSeconds() != null) {
      between("The seconds between polls", draft.pollSeconds(), 1, 86_400, problems);
    }
    if (draft.ratePerMinute() != null) {
      between("The calls a minute", draft.ratePerMinute(), 1, 1_000_000, problems);
    }
    try {
      Duration.parse(draft.pollOverlap());
    } catch (DateTimeException e) {
      problems.add("The overlap must be a duration such as PT1S.");
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
  }

  private static void between(String what, int value, int least, int most, List<String> problems) {
    if (value < least || value > most) {
      problems.add(what + " must be between " + least + " and " + most + ".");
    }
  }

  private static void jq(String what, String expression, List<String> problems) {
    try {
      Jq.of(expression);
    } catch (JqFailed e) {
      problems.add("The " + what + " is no jq: " + e.getMessage() + ".");
    }
  }

  private static void json(String what, String text, List<String> problems) {
    try {
      JsonText.object(text);
    } catch (JsonException e) {
      problems.add("The " + what + " is no JSON object.");
    }
  }

  /** The properties as they will be: a secret that is left blank is the one that is there. */
  private static Map<String, String> kept(
      KameletFile kamelet, Map<String, String> properties, Map<String, String> before) {
    Map<String, String> kept = new LinkedHashMap<>(properties);
    before.forEach(
        (property, value) -> {
          String now = kept.get(property);
          if (kamelet.isSecret(property) && (now == null || now.isBlank())) {
            kept.put(property, value);
          }
        });
    kept.values().removeIf(value -> value == null || value.isBlank());
    return kept;
  }

  /** Stores what is secret and leaves references. */
  private ConnectorDraft seal(String key, ConnectorDraft draft, Map<String, String> before) {
    KameletFile kamelet = kamelets.find(draft.kamelet()).orElseThrow();
    Map<String, String> sealed = kept(kamelet, draft.properties(), before);
    sealed.replaceAll(
        (property, value) -> {
          if (!kamelet.isSecret(property) || SecretReference.is(value)) {
            return value;
          }
          String id = key + "-" + property;
          secrets.put(id, value);
          return SecretReference.to(id);
        });
    return draft.with(sealed);
  }

  private void keepWebhookSecret(String key, ConnectorDraft draft) {
    if (draft.webhookSecret() == null || draft.webhookSecret().isBlank()) {
      return;
    }
    String id = key + "-webhook";
    secrets.put(id, draft.webhookSecret());
    jdbi.useHandle(
        handle -> handle.execute("update connector set webhook_secret = ? where key = ?", id, key));
  }

  private static Update bind(Update update, String key, ConnectorDraft draft) {
    return update
        .bind("key", key)
        .bind("name", JsonText.of(draft.name().texts()))
        .bind("record", JsonText.of(draft.record().texts()))
        .bind("place", JsonText.of(draft.place().texts()))
        .bind("kamelet", draft.kamelet())
        .bind("properties", draft.propertiesJson())
        .bind("translation", draft.translation())
        .bind("statusMap", draft.statusMap())
        .bind("idempotent", draft.idempotent())
        .bind("concurrency", draft.concurrency())
        .bind("timeLimit", draft.timeLimitSeconds())
        .bind("rate", draft.ratePerMinute())
        .bind("pollSeconds", draft.pollSeconds())
        .bind("pollOverlap", draft.pollOverlap())
        .bind("webhookKind", draft.webhookKind())
        .bind("webhookSettings", draft.webhookSettings())
        .bind("wakeUp", draft.wakeUp());
  }

  private void done(Viewer viewer, String action, String key, String detail) {
    audit.record(
        viewer,
        action,
        "connector",
        key,
        Json.createObjectBuilder().add("detail", detail == null ? "" : detail).build());
    announcer.announce(Announcement.of(Announcement.Topic.CONNECTOR));
  }

  private static void require(Viewer viewer, String action) {
    if (!viewer.is(Role.INTEGRATION_ADMIN)) {
      throw new NotAllowed(action);
    }
  }
}
