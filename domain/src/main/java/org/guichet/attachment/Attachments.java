package org.guichet.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.tika.Tika;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.shared.Settings;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Files of drafts and requests. What a file is decides its content; the name's ending must agree.
 */
@ApplicationScoped
public class Attachments {
  /** Bytes of the largest file. */
  public static final long MOST_BYTES = 25L * 1024 * 1024;

  private static final long MEGABYTE = 1024L * 1024;

  /** Files of one draft, whatever its form says. */
  public static final int MOST_FILES = 20;

  /** Contents that may come in, with the endings that go with them. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "image/jpeg", Set.of(".jpg", ".jpeg"),
          "image/png", Set.of(".png"),
          "image/gif", Set.of(".gif"),
          "image/webp", Set.of(".webp"),
          "image/heic", Set.of(".heic"),
          "application/pdf", Set.of(".pdf"),
          "text/plain", Set.of(".txt", ".log"));

  private static final String COLUMNS =
      "a.id, a.name, a.media_type, a.size, a.sha256, a.activity_id as message";

  /** It came with a note: customers never see it. */
  private static final String OF_A_NOTE =
      "exists (select 1 from activity n where n.id = a.activity_id and n.internal)";

  private final Tika tika = new Tika();
  private Jdbi jdbi;
  private BlobStore blobs;
  private Settings settings;

  protected Attachments() {}

  @Inject
  public Attachments(Jdbi jdbi, BlobStore blobs, Settings settings) {
    this.jdbi = jdbi;
    this.blobs = blobs;
    this.settings = settings;
  }

  /**
   * Takes in one file of a draft, streamed.
   *
   * @param sentName as the browser named it
   * @throws RefusedFile when it is too large, empty, one too many, or of a kind that is not allowed
   * @throws IOException when the upload breaks off
   */
  @Transactional(dontRollbackOn = RefusedFile.class)
  public Attachment receive(Viewer viewer, UUID draft, String sentName, InputStream content)
      throws IOException {
    String sent = FileName.clean(sentName);
    jdbi.useHandle(
        handle -> {
          requireUnsent(handle, draft, sent);
          lock(handle, viewer.personId()); // what one person may keep counts over all his drafts
        });
    List<String> others = ofDraft(viewer, draft).stream().map(Attachment::name).toList();
    if (others.size() >= MOST_FILES) {
      throw new RefusedFile("file.tooMany", sent, MOST_FILES);
    }
    String name = FileName.unlike(others, sent);
    long room = settings.unsentBytes() - unsentBytes(viewer);
    InputStream rewindable = new BufferedInputStream(content);
    String mediaType = tika.detect(rewindable);
    if (!ALLOWED.getOrDefault(mediaType, Set.of()).contains(FileName.ending(name))) {
      throw new RefusedFile("file.notAllowed", name);
    }
    UUID id = UUID.randomUUID();
    Attachment attachment = write(id, name, mediaType, rewindable);
    if (attachment.size() > room) {
      blobs.delete(id);
      throw new RefusedFile("file.quota", name, settings.unsentBytes() / MEGABYTE);
    }
    insert(viewer, draft, attachment);
    return attachment;
  }

  /**
   * Lets uploads into a draft and the sending of it wait for each other until the transaction ends:
   * a file is either part of what is sent, or refused.
   */
  public void lock(Handle handle, UUID draft) {
    handle
        .createQuery("select pg_advisory_xact_lock(hashtextextended(:draft, 0))::text")
        .bind("draft", draft.toString())
        .mapTo(String.class)
        .one();
  }

  private void requireUnsent(Handle handle, UUID draft, String name) {
    lock(handle, draft);
    boolean sent =
        handle
            .createQuery(
                "select exists (select 1 from service_request where draft_id = :draft)"
                    + " or exists (select 1 from attachment where draft_id = :draft and request_id is not null)")
            .bind("draft", draft)
            .mapTo(Boolean.class)
            .one();
    if (sent) {
      throw new RefusedFile("file.tooLate", name);
    }
  }

  /** What one person has put into drafts that are not sent. */
  private long unsentBytes(Viewer viewer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select coalesce(sum(size), 0) from attachment"
                        + " where uploaded_by = :viewer and request_id is null")
                .bind("viewer", viewer.personId())
                .mapTo(Long.class)
                .one());
  }

  private Attachment write(UUID id, String name, String mediaType, InputStream content)
      throws IOException {
    try {
      BlobStore.Written written = blobs.write(id, content, MOST_BYTES);
      if (written.size() == 0) {
        blobs.delete(id);
        throw new RefusedFile("file.empty", name);
      }
      return new Attachment(id, name, mediaType, written.size(), written.sha256(), null);
    } catch (BlobStore.TooLarge e) {
      throw new RefusedFile("file.tooLarge", name, MOST_BYTES / MEGABYTE);
    }
  }

  private void insert(Viewer viewer, UUID draft, Attachment attachment) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into attachment (id, draft_id, uploaded_by, name, media_type, size, sha256, uploaded_at)"
                        + " values (:id, :draft, :viewer, :name, :mediaType, :size, :sha256, :now)")
                .bindMethods(attachment)
                .bind("draft", draft)
                .bind("viewer", viewer.personId())
                .bind("now", Instant.now())
                .execute());
  }

  /** The files that the viewer has put into a draft that is not sent yet. */
  public List<Attachment> ofDraft(Viewer viewer, UUID draft) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from attachment a where a.draft_id = :draft and a.uploaded_by = :viewer"
                        + " and a.request_id is null order by a.uploaded_at, a.id")
                .bind("draft", draft)
                .bind("viewer", viewer.personId())
                .map(ConstructorMapper.of(Attachment.class))
                .list());
  }

  /** Takes a file out of a draft again; nothing happens when it is not there or sent already. */
  @Transactional
  public void discard(Viewer viewer, UUID draft, UUID id) {
    int removed =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "delete from attachment where id = :id and draft_id = :draft and uploaded_by = :viewer"
                            + " and request_id is null")
                    .bind("id", id)
                    .bind("draft", draft)
                    .bind("viewer", viewer.personId())
                    .execute());
    if (removed == 1) {
      blobs.delete(id);
    }
  }

  /** Takes all files out of a draft again; what was sent already stays. */
  @Transactional
  public void discardAll(Viewer viewer, UUID draft) {
    ofDraft(viewer, draft).forEach(file -> discard(viewer, draft, file.id()));
  }

  /**
   * Forgets files that were never sent: uploaded before that moment, and their draft, if there is
   * one, not saved since.
   *
   * @return how many
   */
  public int sweepUnsent(Instant before) {
    List<UUID> forgotten =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "delete from attachment a where a.request_id is null and a.uploaded_at < :before"
                            + " and not exists (select 1 from draft d where d.id = a.draft_id)"
                            + " and not exists (select 1 from reply_draft r where r.draft_id = a.draft_id)"
                            + " returning a.id")
                    .bind("before", before)
                    .mapTo(UUID.class)
                    .list());
    forgotten.forEach(blobs::delete);
    return forgotten.size();
  }

  /**
   * Takes the contents of files out of the store whose rows were erased. After the transaction that
   * did; what is left over by a crash goes with the next run.
   *
   * @return how many
   */
  public int sweepErased() {
    List<UUID> erased =
        jdbi.withHandle(
            handle -> handle.createQuery("select id from erased_file").mapTo(UUID.class).list());
    for (UUID id : erased) {
      blobs.delete(id);
      jdbi.useHandle(
          handle ->
              handle
                  .createUpdate("delete from erased_file where id = :id")
                  .bind("id", id)
                  .execute());
    }
    return erased.size();
  }

  /** The draft's files become the request's. Part of the transaction that sends it. */
  public void attach(Viewer viewer, UUID draft, UUID request) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update attachment set request_id = :request where draft_id = :draft and uploaded_by = :viewer"
                        + " and request_id is null")
                .bind("request", request)
                .bind("draft", draft)
                .bind("viewer", viewer.personId())
                .execute());
  }

  /**
   * The draft's files come with a message about the request. Part of the transaction that adds it.
   *
   * @return the files
   */
  public List<Attachment> attach(Viewer viewer, UUID draft, UUID request, long message) {
    jdbi.useHandle(handle -> lock(handle, draft));
    List<Attachment> files = ofDraft(viewer, draft);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update attachment set request_id = :request, activity_id = :message where draft_id = :draft"
                        + " and uploaded_by = :viewer and request_id is null")
                .bind("message", message)
                .bind("draft", draft)
                .bind("viewer", viewer.personId())
                .bind("request", request)
                .execute());
    return files;
  }

  /**
   * Puts a copy of a request's file to another request. Part of the transaction that splits the
   * one; the other's draft is what a copy hangs on until then.
   *
   * @param message the copy of the message that it came with; null when it came with none
   * @throws IOException when its bytes cannot be copied
   */
  public void copy(UUID file, UUID from, UUID to, UUID draft, Long message) throws IOException {
    UUID copy = UUID.randomUUID();
    try (InputStream content = blobs.open(file)) {
      blobs.write(copy, content, MOST_BYTES);
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into attachment (id, draft_id, request_id, activity_id, uploaded_by, name, media_type, size,"
                        + " sha256, uploaded_at) select :copy, :draft, :to, :message::bigint, uploaded_by, name, media_type,"
                        + " size, sha256, uploaded_at from attachment where id = :file and request_id = :from")
                .bind("copy", copy)
                .bind("draft", draft)
                .bind("to", to)
                .bind("message", message)
                .bind("file", file)
                .bind("from", from)
                .execute());
  }

  /**
   * The files of a request that the caller has found visible.
   *
   * @param withNotes whether those of notes are among them, which are for staff alone
   */
  public List<Attachment> ofRequest(UUID request, boolean withNotes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from attachment a where a.request_id = :request and (:withNotes or not "
                        + OF_A_NOTE
                        + ") order by a.uploaded_at, a.id")
                .bind("request", request)
                .bind("withNotes", withNotes)
                .map(ConstructorMapper.of(Attachment.class))
                .list());
  }

  /**
   * The file, if its request is visible to the viewer or the draft is his.
   *
   * @throws NotVisible else
   */
  public Attachment find(Viewer viewer, UUID id) {
    Visibility visibility = Visibility.of(viewer);
    return jdbi.withHandle(handle -> visible(handle, visibility, viewer, id));
  }

  private static Attachment visible(Handle handle, Visibility visibility, Viewer viewer, UUID id) {
    Visibility desk = Visibility.atDesk(viewer);
    return visibility
        .bind(
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from attachment a left join service_request r on r.id = a.request_id"
                        + " where a.id = :id and case when r.id is null then a.uploaded_by = :uploader else "
                        + visibility.of("r")
                        + " and (not "
                        + OF_A_NOTE
                        + " or "
                        + desk.of("r")
                        + ") end")
                .bind("id", id)
                .bind("uploader", viewer.personId()))
        .map(ConstructorMapper.of(Attachment.class))
        .findOne()
        .orElseThrow(() -> new NotVisible("file", id.toString()));
  }

  /** The bytes of a file that the caller has found visible, to be closed by the caller. */
  public InputStream open(UUID id) {
    return blobs.open(id);
  }
}
