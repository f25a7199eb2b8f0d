package org.guichet.queue;

import java.time.Instant;
import org.guichet.queue.QueueOutcome.Period;
import org.guichet.servicelevel.Decided;
import org.jdbi.v3.core.statement.SqlStatement;

/** What became of requests as SQL on the row of {@code service_request} called {@code r}. */
final class OutcomeConditions {
  private static final QueueOutcome ANY = new QueueOutcome(null, null, null, false);
  private static final Period EVER = new Period(null, null);

  private final QueueOutcome outcome;

  OutcomeConditions(QueueOutcome outcome) {
    this.outcome = outcome == null ? ANY : outcome;
  }

  String all() {
    return between("r.responded_at", "answered", outcome.answered())
        + between("r.solved_at", "solved", outcome.solved())
        + promise()
        + (outcome.stopped()
            ? " and r.id in (select d.request_id from delivery d where coalesce(d.state, 2) = 4)"
            : "");
  }

  private static String between(String column, String name, Period period) {
    if (period == null) {
      return "";
    }
    return " and "
        + column
        + " is not null"
        + (period.from() == null ? "" : " and " + column + " >= :" + name + "From")
        + (period.before() == null ? "" : " and " + column + " < :" + name + "Before");
  }

  private String promise() {
    return outcome.promise() == null
        ? ""
        : " and r.id in (select c.request_id from service_clock c where c.target = :promised and "
            + Decided.between(
                "c",
                "coalesce(:decidedFrom::timestamptz, '-infinity')",
                "coalesce(:decidedBefore::timestamptz, 'infinity')")
            + (outcome.promise().kept() ? " and " : " and not ")
            + Decided.kept("c")
            + ")";
  }

  void bind(SqlStatement<?> statement) {
    bind(statement, "answered", outcome.answered());
    bind(statement, "solved", outcome.solved());
    if (outcome.promise() != null) {
      Period decided = outcome.promise().decided() == null ? EVER : outcome.promise().decided();
      statement.bind("promised", outcome.promise().target().name());
      statement.bindByType("decidedFrom", decided.from(), Instant.class);
      statement.bindByType("decidedBefore", decided.before(), Instant.class);
    }
  }

  private static void bind(SqlStatement<?> statement, String name, Period period) {
    if (period != null && period.from() != null) {
      statement.bind(name + "From", period.from());
    }
    if (period != null && period.before() != null) {
      statement.bind(name + "Before", period.before());
    }
  }
}
