package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.audit.AuditTrail;
import org.guichet.inbox.SetAsideRefusal.Why;
import org.guichet.request.RequestDesk;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * What supervisors and IT do about messages that nobody here knew what to do with: each with who
 * and why in the audit trail.
 */
@ApplicationScoped
public class SetAside {
  private static final int LONGEST_REASON = 500;

  /** Of files that may not come in. */
  private static final int LONGEST_NAMES = 500;

  private static final String MESSAGES =
      "select m.id, m.connector_id, c.name::text as connector_name, m.outcome as sentence, m.received_at as since,"
          + " m.record_key from inbox_message m join connector c on c.id = m.connector_id where m.state = 3";

  private Jdbi jdbi;
  private SystemRecords records;
  private RequestDesk desk;
  private MessageFiles files;
  private AuditTrail audit;
  private Announcer announcer;

  protected SetAside() {}

  @Inject
  public SetAside(
      Jdbi jdbi,
      SystemRecords records,
      RequestDesk desk,
      MessageFiles files,
      AuditTrail audit,
      Announcer announcer) {
    this.jdbi = jdbi;
    this.records = records;
    this.desk = desk;
    this.files = files;
    this.audit = audit;
    this.announcer = announcer;
  }

  /**
   * A message that waits for a person.
   *
   * @param connectorName its names, JSON
   * @param sentence why it waits
   * @param recordKey the record it is about; null when it is about none, or nobody can tell
   */
  public record Message(
      long id,
      int connectorId,
      String connectorName,
      String sentence,
      Instant since,
      String recordKey)
      implements Serializable {}

  /** Those that wait, the first first: none changes its place because another comes. */
  public List<Message> list(Viewer viewer, int limit) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(MESSAGES + " order by m.id limit :limit")
                .bind("limit", limit)
                .map(ConstructorMapper.of(Message.class))
                .list());
  }

  /** One of them; empty when it does not wait any more. */
  public Optional<Message> find(Viewer viewer, long id) {
    require(viewer);
    return jdbi.withHandle(handle -> find(handle, id, ""));
  }

  /** What it says, in lines that a person can read; long ones are cut. Empty when it is gone. */
  public String content(Viewer viewer, long id) {
    require(viewer);
    return content(id);
  }

  private String content(long id) {
    return ReadableMessage.of(body(id));
  }

  private String body(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select body from inbox_message where id = :id and state = 3")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElse(""));
  }

  /**
   * Lets it be applied again, by today's translation.
   *
   * @throws SetAsideRefusal when it does not wait any more or there is no reason
   */
  @Transactional
  public void tryAgain(Viewer viewer, long id, String reason) {
    String why = reason(viewer, reason);
    Message message = take(id);
    jdbi.useHandle(handle -> revive(handle, message));
    record(viewer, "inbox.tried_again", message, why, null);
  }

  /**
   * Puts it where it belongs. The record that it is about becomes one of the request's, and all
   * that was said about it is applied; of a message without a record the request gets a note, which
   * customers never see.
   *
   * @param number of the request
   * @throws NotVisible when there is no such request for him
   * @throws NotAllowed when he may not write notes
   * @throws SetAsideRefusal when it does not wait any more, there is no reason, or its record
   *     belongs to another request
   */
  @Transactional
  public void file(Viewer viewer, long id, String number, String reason) {
    String why = reason(viewer, reason);
    Message message = take(id);
    UUID request = request(viewer, number);
    if (message.recordKey() == null) {
      note(viewer, number, message);
      settle(message, "Filed to " + number + " by " + viewer.name() + ".", 1);
    } else if (records.adopt(message.connectorId(), message.recordKey(), request)) {
      jdbi.useHandle(handle -> reviveAllOfItsRecord(handle, message));
    } else {
      throw new SetAsideRefusal(Why.RECORD_TAKEN, message.recordKey() + " is of another request.");
    }
    record(viewer, "inbox.filed", message, why, number);
  }

  /** With its files: the message itself is forgotten some day. */
  private void note(Viewer viewer, String number, Message message) {
    UUID draft = UUID.randomUUID();
    List<String> refused = files.receive(viewer, draft, body(message.id()));
    String names = String.join(", ", refused);
    String notKept =
        refused.isEmpty()
            ? ""
            : "\nNot kept: "
                + (names.length() <= LONGEST_NAMES
                    ? names
                    : names.substring(0, LONGEST_NAMES) + "…");
    desk.note(viewer, number, message.sentence() + notKept + "\n\n" + content(message.id()), draft);
  }

  /** Leaves it as it is: it is not shown any more, and forgotten with the others. */
  @Transactional
  public void leave(Viewer viewer, long id, String reason) {
    String why = reason(viewer, reason);
    Message message = take(id);
    settle(message, message.sentence() + " Left by " + viewer.name() + ".", 2);
    record(viewer, "inbox.left", message, why, null);
  }

  private Message take(long id) {
    return jdbi.withHandle(handle -> find(handle, id, " for update of m"))
        .orElseThrow(() -> new SetAsideRefusal(Why.GONE, "The message does not wait any more."));
  }

  private static Optional<Message> find(Handle handle, long id, String lock) {
    return handle
        .createQuery(MESSAGES + " and m.id = :id" + lock)
        .bind("id", id)
        .map(ConstructorMapper.of(Message.class))
        .findOne();
  }

  private UUID request(Viewer viewer, String number) {
    Visibility visibility = Visibility.of(viewer);
    return jdbi.withHandle(
            handle ->
                visibility
                    .bind(
                        handle
                            .createQuery(
                                "select r.id from service_request r where r.number = :number and "
                                    + visibility.of("r"))
                            .bind("number", number))
                    .mapTo(UUID.class)
                    .findOne())
        .orElseThrow(() -> new NotVisible("request", number));
  }

  private static final String REVIVE =
      "update inbox_message set state = 0, attempts = 0, next_attempt_at = now(), outcome = null, applied_at = null";

  private static void revive(Handle handle, Message message) {
    handle.createUpdate(REVIVE + " where id = :id").bind("id", message.id()).execute();
  }

  private static void reviveAllOfItsRecord(Handle handle, Message message) {
    handle
        .createUpdate(
            REVIVE + " where state = 3 and connector_id = :connector and record_key = :record")
        .bind("connector", message.connectorId())
        .bind("record", message.recordKey())
        .execute();
  }

  private void settle(Message message, String outcome, int state) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update inbox_message set state = :state, outcome = :outcome, applied_at = now() where id = :id")
                .bind("state", state)
                .bind("outcome", outcome)
                .bind("id", message.id())
                .execute());
  }

  private void record(Viewer viewer, String action, Message message, String why, String number) {
    JsonObjectBuilder details = Json.createObjectBuilder().add("reason", why);
    if (number != null) {
      details.add("request", number);
    }
    audit.record(viewer, action, "inbox_message", Long.toString(message.id()), details.build());
    announcer.announce(Announcement.of(Announcement.Topic.INBOX));
  }

  private static void require(Viewer viewer) {
    if (!viewer.caresForDeliveries()) {
      throw new NotAllowed("see the inbox");
    }
  }

  private static String reason(Viewer viewer, String reason) {
    require(viewer);
    String why = reason == null ? "" : reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON || why.indexOf('\0') >= 0) {
      throw new SetAsideRefusal(
          Why.NO_REASON, "Say why, in at most " + LONGEST_REASON + " characters.");
    }
    return why;
  }
}
