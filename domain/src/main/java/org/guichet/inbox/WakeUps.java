package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Records of systems that are said to have changed and have to be read. However often one is asked
 * for while it waits, it is read once; what is asked for during the read is read again. What was
 * read goes into the inbox, unless it is what was read last.
 */
@ApplicationScoped
public class WakeUps {
  /** Longer than a read can last; a second reader would do no harm. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static final int LONGEST_WAIT_SECONDS = 3600;

  /** Records of one connector that nobody vouches for, and that wait to be read. */
  static final int MOST_IN_DOUBT = 1_000;

  /** Somebody may invent numbers: one that the system denies so often is dropped. */
  private static final int MOST_DENIALS = 4;

  /** What its system itself named is denied so long before a person is told, and no longer. */
  private static final int LONGEST_DENIAL_HOURS = 72;

  /** One that cannot be read for another reason is dropped after a day: the system may be away. */
  private static final int LONGEST_DOUBT_HOURS = 24;

  private Jdbi jdbi;
  private Inbox inbox;
  private Announcer announcer;

  protected WakeUps() {}

  @Inject
  public WakeUps(Jdbi jdbi, Inbox inbox, Announcer announcer) {
    this.jdbi = jdbi;
    this.inbox = inbox;
    this.announcer = announcer;
  }

  /** Asks for a record that its system named; once this returns it is not forgotten. */
  @Transactional
  public void ask(int connectorId, String externalId) {
    insert(
        connectorId,
        externalId,
        "insert into wake_up (connector_id, external_id, vouched) values (:connector, :externalId, true)"
            + " on conflict (connector_id, external_id) do update set asked = wake_up.asked + 1, vouched = true");
  }

  /**
   * Asks for a record that anybody may have named. One that a request lives in is as good as any;
   * of others only so many wait.
   *
   * @return false when too many wait
   */
  @Transactional
  public boolean askInDoubt(int connectorId, String externalId) {
    return insert(
        connectorId,
        externalId,
        "insert into wake_up (connector_id, external_id, vouched)"
            + " select :connector, :externalId, known.is from (select exists"
            + " (select 1 from external_reference where connector_id = :connector and external_id = :externalId)"
            + " or exists (select 1 from further_record where connector_id = :connector and external_id = :externalId)"
            + " as is) known where known.is or (select count(*) from (select 1 from wake_up"
            + " where connector_id = :connector and not vouched and external_id <> :externalId limit "
            + MOST_IN_DOUBT
            + ") others) < "
            + MOST_IN_DOUBT
            + " on conflict (connector_id, external_id) do update set asked = wake_up.asked + 1,"
            + " vouched = wake_up.vouched or excluded.vouched");
  }

  private boolean insert(int connectorId, String externalId, String statement) {
    boolean asked =
        jdbi.withHandle(
                handle ->
                    handle
                        .createUpdate(statement)
                        .bind("connector", connectorId)
                        .bind("externalId", externalId)
                        .execute())
            == 1;
    if (asked) {
      announcer.announce(Announcement.of(Announcement.Topic.INBOX));
    }
    return asked;
  }

  /** Which of these connectors have something to read now. */
  public List<Integer> due(Collection<Integer> connectors) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select distinct connector_id from wake_up"
                        + " where next_attempt_at <= now() and connector_id = any(:connectors)")
                .bindArray("connectors", Integer.class, List.copyOf(connectors))
                .mapTo(Integer.class)
                .list());
  }

  /** Takes the next record to read of that connector. */
  @Transactional
  public Optional<WakeUp> take(int connectorId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "update wake_up w set attempts = w.attempts + 1, next_attempt_at = now() + :lease * interval '1 second'"
                        + " from (select external_id from wake_up where connector_id = :connector and next_attempt_at <= now()"
                        + " order by next_attempt_at limit 1 for update skip locked) next"
                        + " where w.connector_id = :connector and w.external_id = next.external_id"
                        + " returning w.connector_id, w.external_id, w.asked, w.attempts")
                .bind("connector", connectorId)
                .bind("lease", LEASE.toSeconds())
                .map(ConstructorMapper.of(WakeUp.class))
                .findOne());
  }

  /**
   * The record was read: its content goes into the inbox, and the wake-up is done.
   *
   * @param body null when there is nothing to tell
   * @return whether the content was news
   */
  @Transactional
  public boolean done(WakeUp wakeUp, String body) {
    boolean news = body != null && store(wakeUp, body);
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  "delete from wake_up where connector_id = :connectorId and external_id = :externalId"
                      + " and asked = :asked")
              .bindMethods(wakeUp)
              .execute();
          handle
              .createUpdate(
                  "update wake_up set attempts = 0, next_attempt_at = now(), last_error = null"
                      + " where connector_id = :connectorId and external_id = :externalId")
              .bindMethods(wakeUp)
              .execute();
        });
    return news;
  }

  /** Its id names what was read before it: a record that becomes again what it was is news. */
  private boolean store(WakeUp wakeUp, String body) {
    return jdbi.withHandle(
        handle -> {
          var last =
              handle
                  .createQuery(
                      "select id, body from inbox_message where connector_id = :connectorId and record_key = :externalId"
                          + " and message_id like 'read %' order by id desc limit 1")
                  .bindMethods(wakeUp)
                  .mapToMap()
                  .findOne();
          if (last.isPresent() && body.equals(last.get().get("body"))) {
            return false;
          }
          String before = last.map(row -> row.get("id").toString()).orElse("none");
          String id = "read " + hash(body) + " after " + before;
          boolean isNew = inbox.receive(wakeUp.connectorId(), id, body);
          handle
              .createUpdate(
                  "update inbox_message set record_key = :externalId"
                      + " where connector_id = :connectorId and message_id = :id")
              .bindMethods(wakeUp)
              .bind("id", id)
              .execute();
          return isNew;
        });
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /**
   * The record could not be read; it is tried again later, each time after a longer wait. One that
   * nobody vouches for is given up in the end; what its system denies for days is set aside for a
   * person to see.
   *
   * @param error one sentence for IT
   * @param denied whether the system says that there is no such record
   * @return false when it was given up without a word
   */
  @Transactional
  public boolean failed(WakeUp wakeUp, String error, boolean denied) {
    if (isHopeless(wakeUp, denied)) {
      return false;
    }
    if (denied && isDeniedForDays(wakeUp)) {
      inbox.setAside(
          wakeUp.connectorId(),
          "denied " + wakeUp.externalId() + " " + LocalDate.now(ZoneOffset.UTC),
          Json.createObjectBuilder().add("externalId", wakeUp.externalId()).build().toString(),
          "It has said for 3 days that it has no record "
              + wakeUp.externalId()
              + ". It is not asked for it any more.");
      return true;
    }
    long wait = Math.min(LONGEST_WAIT_SECONDS, 5L << Math.min(wakeUp.attempts() - 1, 10));
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update wake_up set next_attempt_at = now() + :wait * interval '1 second', last_error = :error,"
                        + " denied_since = case when :denied then coalesce(denied_since, now()) end"
                        + " where connector_id = :connectorId and external_id = :externalId")
                .bindMethods(wakeUp)
                .bind("wait", wait)
                .bind("error", error)
                .bind("denied", denied)
                .execute());
    return true;
  }

  private boolean isDeniedForDays(WakeUp wakeUp) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "delete from wake_up where connector_id = :connectorId and external_id = :externalId"
                            + " and asked = :asked and denied_since < now() - :hours * interval '1 hour'")
                    .bindMethods(wakeUp)
                    .bind("hours", LONGEST_DENIAL_HOURS)
                    .execute())
        == 1;
  }

  private boolean isHopeless(WakeUp wakeUp, boolean denied) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "delete from wake_up w where w.connector_id = :connectorId and w.external_id = :externalId"
                            + " and w.asked = :asked and not w.vouched"
                            + " and (:denied and w.attempts >= :denials or w.first_at < now() - :hours * interval '1 hour')"
                            + " and not exists (select 1 from external_reference x"
                            + " where x.connector_id = w.connector_id and x.external_id = w.external_id)")
                    .bindMethods(wakeUp)
                    .bind("denied", denied)
                    .bind("denials", MOST_DENIALS)
                    .bind("hours", LONGEST_DOUBT_HOURS)
                    .execute())
        == 1;
  }
}
