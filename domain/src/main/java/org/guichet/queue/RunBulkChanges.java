package org.guichet.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.directory.People;
import org.guichet.macro.MacroGone;
import org.guichet.queue.BulkStep.Item;
import org.guichet.request.ChangedMeanwhile;
import org.guichet.request.IllegalTransition;
import org.guichet.request.NotInTeam;
import org.guichet.shared.Database;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Does what bulk changes ask for, a few requests of one change, then a few of the next: a large one
 * holds up no small one. A node leases a change for each few; when it dies, the lease ends and
 * another goes on where it stopped.
 */
@ApplicationScoped
public class RunBulkChanges {
  private static final Logger LOG = System.getLogger(RunBulkChanges.class.getName());
  private static final int FEW = 20;
  private static final Duration LEASE = Duration.ofSeconds(60);

  private Jdbi jdbi;
  private People people;
  private BulkStep step;

  protected RunBulkChanges() {}

  @Inject
  public RunBulkChanges(Jdbi jdbi, People people, BulkStep step) {
    this.jdbi = jdbi;
    this.people = people;
    this.step = step;
  }

  /** A change that this node has for the moment. */
  public record Leased(
      UUID id, UUID personId, List<String> roles, BulkVerb verb, String value, boolean cancelled) {}

  /**
   * Does a few requests of the change that waits longest.
   *
   * @return false when none waits
   */
  public boolean few() {
    Optional<Leased> leased = lease();
    leased.ifPresent(this::work);
    return leased.isPresent();
  }

  private Optional<Leased> lease() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "update bulk_change set leased_until = now() + cast(:seconds as int) * interval '1 second', worked_at = now()"
                        + " where id = (select id from bulk_change where ended_at is null"
                        + " and (leased_until is null or leased_until < now())"
                        + " order by worked_at nulls first, started_at for update skip locked limit 1)"
                        + " returning id, person_id, roles, verb, value, cancelled")
                .bind("seconds", LEASE.toSeconds())
                .map(ConstructorMapper.of(Leased.class))
                .findOne());
  }

  private void work(Leased change) {
    List<Item> items = change.cancelled() ? List.of() : next(change);
    if (!items.isEmpty()) {
      Viewer viewer = viewer(change);
      items.forEach(item -> work(viewer, change, item));
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update bulk_change set leased_until = null, ended_at = case when :ended then now() end"
                        + " where id = :id and ended_at is null")
                .bind("ended", items.isEmpty())
                .bind("id", change.id())
                .execute());
  }

  /** Who asked for it, with the teams he has by now. */
  private Viewer viewer(Leased change) {
    Set<Role> roles = change.roles().stream().map(Role::valueOf).collect(Collectors.toSet());
    return people.viewer(change.personId(), roles);
  }

  private List<Item> next(Leased change) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select bulk_id as bulk, place, number, version from bulk_item"
                        + " where bulk_id = :id and outcome is null order by place limit :few")
                .bind("id", change.id())
                .bind("few", FEW)
                .map(ConstructorMapper.of(Item.class))
                .list());
  }

  private void work(Viewer viewer, Leased change, Item item) {
    try {
      step.take(viewer, change.verb(), change.value(), item);
    } catch (RuntimeException e) {
      if (Database.isAway(e)) {
        throw e; // nothing is decided: the lease ends, and somebody goes on
      }
      if (Database.lostARace(e)) {
        return; // nor here: it comes again with the next few
      }
      step.leave(item, outcome(item, e));
    }
  }

  private static BulkOutcome outcome(Item item, RuntimeException why) {
    if (why instanceof IllegalTransition transition) {
      return transition.from() == transition.to() ? BulkOutcome.ALREADY : BulkOutcome.STEP;
    }
    if (why instanceof ChangedMeanwhile) {
      return BulkOutcome.CHANGED;
    }
    if (why instanceof NotInTeam) {
      return BulkOutcome.TEAM;
    }
    if (why instanceof MacroGone) {
      return BulkOutcome.MACRO;
    }
    if (why instanceof IllegalArgumentException) {
      return BulkOutcome.TAGS;
    }
    if (why instanceof NotVisible || why instanceof NotAllowed) {
      return BulkOutcome.HIDDEN;
    }
    LOG.log(Level.WARNING, "A bulk change failed for " + item.number(), why);
    return BulkOutcome.ERROR;
  }
}
