package org.guichet.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Notes about people and organizations, by staff for staff. */
@ApplicationScoped
public class CustomerNotes {
  /** Characters of a note. */
  public static final int LONGEST = 4_000;

  private Jdbi jdbi;
  private AuditTrail audit;

  protected CustomerNotes() {}

  @Inject
  public CustomerNotes(Jdbi jdbi, AuditTrail audit) {
    this.jdbi = jdbi;
    this.audit = audit;
  }

  /**
   * The newest notes, newest first.
   *
   * @throws NotAllowed for all but staff
   */
  public List<CustomerNote> of(Viewer viewer, Whose whose, int limit) {
    Customers.require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select n.id, n.author_id, p.name as author, n.body, n.written_at from customer_note n"
                        + " join person p on p.id = n.author_id where n.%s = :whose"
                            .formatted(whose.kind().ofNote())
                        + " order by n.id desc limit :limit")
                .bind("whose", whose.id())
                .bind("limit", limit)
                .map(ConstructorMapper.of(CustomerNote.class))
                .list());
  }

  /**
   * Adds a note.
   *
   * @throws IllegalArgumentException when it is empty or too long
   * @throws NotVisible when there is nobody of that key
   */
  @Transactional
  public void add(Viewer viewer, Whose whose, String text) {
    Customers.require(viewer);
    String body = text == null ? "" : text.strip();
    if (body.isEmpty() || body.length() > LONGEST || body.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a note has 1 to " + LONGEST + " characters");
    }
    String alive = whose.kind() == Whose.Kind.PERSON ? " and w.erased_at is null" : "";
    int added =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "insert into customer_note (%s, author_id, body, written_at)"
                                .formatted(whose.kind().ofNote())
                            + " select w.id, :author, :body, :now from %s w where w.id = :whose"
                                .formatted(whose.kind().table())
                            + alive)
                    .bind("whose", whose.id())
                    .bind("author", viewer.personId())
                    .bind("body", body)
                    .bind("now", Instant.now())
                    .execute());
    if (added == 0) {
      throw new NotVisible(whose.kind().table(), whose.id().toString());
    }
    audit.record(viewer, "customer.note_added", whose.kind().table(), whose.id().toString());
  }

  /**
   * Takes a note away: one's own, or any for a supervisor. Nothing happens when it is gone.
   *
   * @throws NotAllowed when it is a colleague's
   */
  @Transactional
  public void remove(Viewer viewer, Whose whose, long note) {
    Customers.require(viewer);
    Optional<UUID> author =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select author_id from customer_note where id = :note and %s = :whose for update"
                            .formatted(whose.kind().ofNote()))
                    .bind("note", note)
                    .bind("whose", whose.id())
                    .mapTo(UUID.class)
                    .findOne());
    if (author.isEmpty()) {
      return;
    }
    if (!author.get().equals(viewer.personId()) && !viewer.is(Role.SUPERVISOR)) {
      throw new NotAllowed("remove a colleague’s note");
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from customer_note where id = :note")
                .bind("note", note)
                .execute());
    audit.record(viewer, "customer.note_removed", whose.kind().table(), whose.id().toString());
  }
}
