package org.guichet.rule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guichet.request.ServiceRequest;
import org.guichet.rule.RuleRuns.Outcome;
import org.guichet.servicelevel.ServiceClock;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.Database;
import org.guichet.stage.RequestStages;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Asks the rules about events that have happened, each event once, those of one request one after
 * the other. Several nodes may. A rule that has led to an event is not asked about it again.
 */
@ApplicationScoped
public class RunRules {
  /** Rules that may follow from one another. */
  static final int MOST_IN_A_ROW = 5;

  private static final int MOST_AT_ONCE = 50;

  private static final String LOCK =
      "select id from service_request where id = :request for update skip locked";

  private static final String OLDEST =
      "select j.event_id, e.type, j.chain, j.skipped from rule_job j join outbox_event e on e.id = j.event_id"
          + " where j.request_id = :request order by j.event_id limit 1";

  private EntityManager entityManager;
  private Jdbi jdbi;
  private RequestStages stages;
  private ApplyPlan apply;
  private RuleRuns runs;
  private ServiceClock clock;
  private Announcer announcer;

  protected RunRules() {}

  @Inject
  public RunRules(
      EntityManager entityManager,
      Jdbi jdbi,
      RequestStages stages,
      ApplyPlan apply,
      RuleRuns runs,
      ServiceClock clock,
      Announcer announcer) {
    this.entityManager = entityManager;
    this.jdbi = jdbi;
    this.stages = stages;
    this.apply = apply;
    this.runs = runs;
    this.clock = clock;
    this.announcer = announcer;
  }

  /**
   * An event that the rules are to be asked about.
   *
   * @param chain the rules that led to it
   * @param skipped rules that failed with it
   */
  public record Job(long eventId, String type, List<Long> chain, List<Long> skipped) {}

  /**
   * Some requests with events that wait, what happened first comes first.
   *
   * @param but those that could not be looked at just now: they must not keep the others waiting
   */
  public List<UUID> waiting(Set<UUID> but) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select request_id from rule_job where request_id <> all(:but) group by request_id"
                        + " order by min(event_id) limit :most")
                .bindArray("but", UUID.class, but.toArray())
                .bind("most", MOST_AT_ONCE)
                .mapTo(UUID.class)
                .list());
  }

  /**
   * Asks the rules about the oldest event of the request that waits. Everything they do is one
   * transaction with its mark as done.
   *
   * @return whether there was one; not when another node is at it, or somebody changes the request
   *     at this moment
   * @throws RuleBroke when a rule failed unexpectedly: nothing was done, see {@link #broke}
   */
  @Transactional
  public boolean run(UUID id) {
    return jdbi.withHandle(
        handle -> {
          boolean ours =
              handle.createQuery(LOCK).bind("request", id).mapTo(UUID.class).findOne().isPresent();
          Optional<Job> job = ours ? oldest(handle, id) : Optional.empty();
          job.ifPresent(one -> ask(handle, id, one));
          return job.isPresent();
        });
  }

  private static Optional<Job> oldest(Handle handle, UUID request) {
    return handle
        .createQuery(OLDEST)
        .bind("request", request)
        .map(ConstructorMapper.of(Job.class))
        .findOne();
  }

  private void ask(Handle handle, UUID id, Job job) {
    handle.execute("delete from rule_job where event_id = ?", job.eventId());
    ServiceRequest request =
        entityManager.find(ServiceRequest.class, id, LockModeType.PESSIMISTIC_WRITE);
    boolean acted = false;
    for (Rule rule : Rules.on(handle, job.type())) {
      if (job.skipped().contains(rule.id())) {
        continue;
      }
      boolean did = tryOne(handle, request, rule, job);
      acted |= did;
      if (did && rule.stopAfter()) {
        break;
      }
    }
    if (acted) {
      clock.follow(id);
      announcer.announce(Announcement.ofRequests(List.of(id)));
    }
  }

  private boolean tryOne(Handle handle, ServiceRequest request, Rule rule, Job job) {
    try {
      return RuleFit.of(handle, rule.id(), request.id()).holds() && act(handle, request, rule, job);
    } catch (Impossible e) {
      leave(request, rule, Outcome.FAILED, Map.of("why", e.why().name(), "value", e.value()));
      return true;
    } catch (RuntimeException e) {
      if (Database.isAway(e) || Database.lostARace(e)) {
        throw e; // that is not the rule's fault: it comes again
      }
      throw new RuleBroke(rule, job.eventId(), e);
    }
  }

  private boolean act(Handle handle, ServiceRequest request, Rule rule, Job job) {
    boolean loops = job.chain().contains(rule.id()) || job.chain().size() >= MOST_IN_A_ROW;
    RulePlan plan = new PlanRule(handle, stages, !loops).of(rule, request.id());
    if (plan.isEmpty() && loops) {
      return false; // it has done this before
    }
    if (plan.isEmpty()) {
      runs.record(rule, request.id(), Outcome.NOTHING, Map.of());
    } else if (loops) {
      leave(request, rule, Outcome.STOPPED, Map.of("why", "LOOP"));
    } else {
      causedBy(handle, job.chain(), rule);
      apply.to(request, rule, plan);
      entityManager.flush();
      runs.record(rule, request.id(), Outcome.DONE, plan.details());
    }
    return true;
  }

  /** Events that follow from here on in this transaction follow from that rule. */
  private static void causedBy(Handle handle, List<Long> chain, Rule rule) {
    String rules =
        Stream.concat(chain.stream(), Stream.of(rule.id()))
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    handle
        .createQuery("select set_config('guichet.rules', :rules, true)")
        .bind("rules", rules)
        .mapTo(String.class)
        .one();
  }

  private void leave(ServiceRequest request, Rule rule, Outcome outcome, Map<String, String> why) {
    apply.leave(request, rule, why);
    runs.record(rule, request.id(), outcome, why);
  }

  /**
   * After a failure: its event is tried again, at last without the rule that fails; then that is
   * written down. Nothing happens when another node has done with the event meanwhile.
   */
  @Transactional
  public void broke(UUID id, RuleBroke failure) {
    boolean forGood =
        jdbi.withHandle(
            handle ->
                handle
                        .createQuery(
                            "update rule_job set attempts = attempts + 1,"
                                + " skipped = case when attempts >= 2 then skipped || :rule::bigint else skipped end"
                                + " where event_id = :event"
                                + " returning attempts")
                        .bind("rule", failure.rule().id())
                        .bind("event", failure.eventId())
                        .mapTo(Integer.class)
                        .findOne()
                        .orElse(0)
                    > 2);
    if (forGood) {
      ServiceRequest request = entityManager.find(ServiceRequest.class, id);
      leave(request, failure.rule(), Outcome.FAILED, Map.of("why", "ERROR", "value", ""));
      announcer.announce(Announcement.ofRequests(List.of(id)));
    }
  }
}
