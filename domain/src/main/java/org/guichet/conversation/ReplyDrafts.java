package org.guichet.conversation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Replies that are being written: kept here while somebody types, so that a lost session, a closed
 * tab or another machine finds them again.
 */
@ApplicationScoped
public class ReplyDrafts {
  /** Characters that are kept; more than a message may have, so that one can still shorten it. */
  public static final int LONGEST = 100_000;

  private static final String SAVE =
      "insert into reply_draft (request_id, person_id, draft_id, body, saved_at)"
          + " select r.id, :viewer, :draft, :body, :now from service_request r where r.id = :request"
          + " and not exists (select 1 from activity a where a.draft_id = :draft)"
          + " on conflict (request_id, person_id) do update set draft_id = excluded.draft_id,"
          + " body = excluded.body, saved_at = excluded.saved_at"
          + " where reply_draft.draft_id = excluded.draft_id or reply_draft.body = ''";

  private Jdbi jdbi;

  protected ReplyDrafts() {}

  @Inject
  public ReplyDrafts(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A reply that is not sent yet.
   *
   * @param draft under which its files are uploaded
   */
  public record Unsent(UUID draft, String body, Instant savedAt) {}

  /** What the viewer has begun to write about a request that the caller has found visible. */
  public Optional<Unsent> of(Viewer viewer, UUID request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select draft_id as draft, body, saved_at from reply_draft"
                        + " where request_id = :request and person_id = :viewer")
                .bind("request", request)
                .bind("viewer", viewer.personId())
                .map(ConstructorMapper.of(Unsent.class))
                .findOne());
  }

  /**
   * Keeps what was written so far, in place of what this draft said before. What comes late, after
   * the draft was sent, is not kept, and nothing that another window has written is replaced.
   *
   * @param body at most {@link #LONGEST} characters
   * @return when it was kept; empty when it was not
   * @throws NotVisible when the viewer may not see the request
   */
  @Transactional
  public Optional<Instant> save(Viewer viewer, String number, UUID draft, String body) {
    UUID request = visible(viewer, number);
    Instant now = Instant.now();
    String kept = body.replace("\0", "");
    int rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(SAVE)
                    .bind("request", request)
                    .bind("viewer", viewer.personId())
                    .bind("draft", draft)
                    .bind("body", kept)
                    .bind("now", now)
                    .execute());
    return rows == 1 ? Optional.of(now) : Optional.empty();
  }

  /**
   * Notes under which draft the files of a reply are uploaded; what was written stays, with its own
   * draft.
   *
   * @throws NotVisible when the viewer may not see the request
   */
  @Transactional
  public void begin(Viewer viewer, String number, UUID draft) {
    UUID request = visible(viewer, number);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into reply_draft (request_id, person_id, draft_id, body, saved_at)"
                        + " values (:request, :viewer, :draft, '', :now)"
                        + " on conflict (request_id, person_id) do update set draft_id = excluded.draft_id"
                        + " where reply_draft.body = ''")
                .bind("request", request)
                .bind("viewer", viewer.personId())
                .bind("draft", draft)
                .bind("now", Instant.now())
                .execute());
  }

  private UUID visible(Viewer viewer, String number) {
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
                .findOne()
                .orElseThrow(() -> new NotVisible("request", number)));
  }

  /**
   * A reply that was sent.
   *
   * @param id key of the message
   */
  public record Sent(long id, String body) {}

  /** The message of that request that the author's draft has become; empty when it is not sent. */
  public Optional<Sent> sent(Viewer author, UUID request, UUID draft) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id, body from activity where draft_id = :draft and request_id = :request"
                        + " and author_id = :author")
                .bind("draft", draft)
                .bind("request", request)
                .bind("author", author.personId())
                .map(ConstructorMapper.of(Sent.class))
                .findOne());
  }

  /** Forgets what was sent. Part of the transaction that sends it. */
  public void forget(Viewer viewer, UUID request, UUID draft) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "delete from reply_draft where request_id = :request and person_id = :viewer"
                        + " and draft_id = :draft")
                .bind("request", request)
                .bind("viewer", viewer.personId())
                .bind("draft", draft)
                .execute());
  }
}
