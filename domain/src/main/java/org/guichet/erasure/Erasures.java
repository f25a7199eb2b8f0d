package org.guichet.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.erasure.Erasure.State;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Wishes to be erased: everybody has his own, supervisors see all. */
@ApplicationScoped
public class Erasures {
  /** Characters of a reason. */
  public static final int LONGEST_REASON = 2_000;

  private static final int MOST_ROWS = 200;

  private static final String ROWS =
      "select e.id, e.person_id as person, p.name, p.email, e.reason, e.state, e.asked_at, e.settled_at,"
          + " by.name as settled_by, e.report::text as report from erasure e join person p on p.id = e.person_id"
          + " left join person by on by.id = e.settled_by";

  private Jdbi jdbi;
  private AuditTrail audit;

  protected Erasures() {}

  @Inject
  public Erasures(Jdbi jdbi, AuditTrail audit) {
    this.jdbi = jdbi;
    this.audit = audit;
  }

  /**
   * The viewer asks for his own. The second click finds the first one's.
   *
   * @param reason may be empty
   * @throws IllegalArgumentException when it is too long
   */
  @Transactional
  public void ask(Viewer viewer, String reason) {
    String why = reason.strip();
    if (why.length() > LONGEST_REASON) {
      throw new IllegalArgumentException("a reason has at most " + LONGEST_REASON + " characters");
    }
    UUID id = UUID.randomUUID();
    int asked =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "insert into erasure (id, person_id, reason, state, asked_at)"
                            + " values (:id, :viewer, :reason, 'PENDING', now()) on conflict do nothing")
                    .bind("id", id)
                    .bind("viewer", viewer.personId())
                    .bind("reason", why)
                    .execute());
    if (asked == 1) {
      audit.record(viewer, "erasure.asked", "erasure", id.toString());
    }
  }

  /** The viewer takes his own back; nothing happens when it is not pending any more. */
  @Transactional
  public void withdraw(Viewer viewer) {
    Optional<UUID> withdrawn =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "update erasure set state = 'WITHDRAWN', settled_at = now(), settled_by = :viewer"
                            + " where person_id = :viewer and state = 'PENDING' returning id")
                    .bind("viewer", viewer.personId())
                    .mapTo(UUID.class)
                    .findOne());
    withdrawn.ifPresent(id -> audit.record(viewer, "erasure.withdrawn", "erasure", id.toString()));
  }

  /** The viewer's own that waits to be carried out. */
  public Optional<Erasure> pending(Viewer viewer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ROWS + " where e.person_id = :viewer and e.state = 'PENDING'")
                .bind("viewer", viewer.personId())
                .map(ConstructorMapper.of(Erasure.class))
                .findOne());
  }

  /**
   * Wishes of everybody, the last one first.
   *
   * @param after the last row of the page before; null for the first page
   * @param limit most rows, 200 at most
   * @throws NotAllowed for all but supervisors
   */
  public List<Erasure> list(Viewer viewer, State state, UUID after, int limit) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    ROWS
                        + " where e.state = :state and (:after::uuid is null or (e.asked_at, e.id) <"
                        + " (select last.asked_at, last.id from erasure last where last.id = :after::uuid))"
                        + " order by e.asked_at desc, e.id desc limit :limit")
                .bind("state", state)
                .bind("after", after)
                .bind("limit", Math.min(limit, MOST_ROWS))
                .map(ConstructorMapper.of(Erasure.class))
                .list());
  }

  /**
   * One of them.
   *
   * @throws NotAllowed for all but supervisors
   * @throws NotVisible when there is none
   */
  public Erasure find(Viewer viewer, UUID id) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ROWS + " where e.id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Erasure.class))
                .findOne()
                .orElseThrow(() -> new NotVisible("erasure", id.toString())));
  }

  static void require(Viewer viewer) {
    if (!viewer.mayErase()) {
      throw new NotAllowed("see or carry out erasures");
    }
  }
}
