package org.guichet.rule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.shared.JsonText;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What rules did to which requests, and why they did not. */
@ApplicationScoped
public class RuleRuns {
  private static final int KEPT_DAYS = 180;
  private static final int MOST = 1_000;

  private Jdbi jdbi;

  protected RuleRuns() {}

  @Inject
  public RuleRuns(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How a run ended. */
  public enum Outcome {
    DONE,
    /** Everything was so already. */
    NOTHING,
    /** It could not do all of it and did nothing. */
    FAILED,
    /** It would have gone round in circles. */
    STOPPED
  }

  /**
   * One run.
   *
   * @param number of the request
   * @param details JSON of strings: what was done, or what was in the way
   */
  public record Run(
      long id, String number, String event, Outcome outcome, String details, Instant happenedAt)
      implements Serializable {
    public Map<String, String> detailTexts() {
      return JsonText.strings(details);
    }
  }

  void record(Rule rule, UUID request, Outcome outcome, Map<String, String> details) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into rule_run (rule_id, rule_name, request_id, event, outcome, details)"
                        + " values (:rule, :name, :request, :event, :outcome, :details::jsonb)")
                .bind("rule", rule.id())
                .bind("name", rule.name())
                .bind("request", request)
                .bind("event", rule.event())
                .bind("outcome", outcome.name())
                .bind("details", JsonText.of(details))
                .execute());
  }

  /** The last runs of a rule, newest first. */
  public List<Run> of(Viewer viewer, long rule, int most) {
    Rules.require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select x.id, r.number, x.event, x.outcome, x.details::text as details, x.happened_at"
                        + " from rule_run x join service_request r on r.id = x.request_id"
                        + " where x.rule_id = :rule order by x.id desc limit :most")
                .bind("rule", rule)
                .bind("most", most)
                .map(ConstructorMapper.of(Run.class))
                .list());
  }

  /**
   * Forgets some that are half a year old.
   *
   * @return how many
   */
  public int forget() {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    "delete from rule_run where id in (select id from rule_run"
                        + " where happened_at < now() - :days * interval '1 day' order by happened_at limit :most)")
                .bind("days", KEPT_DAYS)
                .bind("most", MOST)
                .execute());
  }
}
