package org.guichet.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;

/**
 * Questions and their answers, in SQL. All times are the database's: nodes may differ about what
 * time it is.
 */
@ApplicationScoped
public class Inquiries {
  /** More questions of one person within a minute nobody types. */
  static final int MOST_A_MINUTE = 120;

  private Jdbi jdbi;
  private OfferedOptions offered;
  private Announcer announcer;

  protected Inquiries() {}

  @Inject
  public Inquiries(Jdbi jdbi, OfferedOptions offered, Announcer announcer) {
    this.jdbi = jdbi;
    this.offered = offered;
    this.announcer = announcer;
  }

  /**
   * Asks.
   *
   * @return false when that person asks too much
   */
  @Transactional
  public boolean ask(Inquiry inquiry) {
    boolean asked =
        jdbi.withHandle(
                handle ->
                    handle
                        .createUpdate(
                            "insert into inquiry (id, verb, connector_id, question, scope, person_id, body, deadline)"
                                + " select :id, :verb, :connector, :question, :scope::uuid, :person::uuid, :body,"
                                + " now() + :limit * interval '1 millisecond' where (select count(*) from (select 1 from inquiry"
                                + " where person_id = :person::uuid and asked_at > now() - interval '1 minute' limit :most) latest) < :most")
                        .bind("id", inquiry.id())
                        .bind("verb", inquiry.verb().word())
                        .bind("connector", inquiry.connectorId())
                        .bind("question", inquiry.question())
                        .bind("scope", inquiry.scope())
                        .bind("person", inquiry.person())
                        .bind("body", inquiry.body())
                        .bind("limit", inquiry.limit().toMillis())
                        .bind("most", MOST_A_MINUTE)
                        .execute())
            == 1;
    if (asked) {
      announcer.announce(Announcement.of(Announcement.Topic.INQUIRY));
    }
    return asked;
  }

  /** Its asker does not wait any more, and has asked something else. */
  @Transactional
  public void withdraw(UUID inquiry) {
    jdbi.useHandle(
        handle ->
            handle.execute("delete from inquiry where id = ? and answered_at is null", inquiry));
  }

  /** Takes questions that no other node has taken and whose askers still wait. */
  @Transactional
  public List<OpenInquiry> take(String node, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "with taken as (update inquiry set node = :node where id in (select id from inquiry"
                        + " where node is null and deadline > now() order by asked_at limit :most for update skip locked)"
                        + " returning *) select t.id, t.verb, t.connector_id, t.question, t.scope, t.body, q.mapping,"
                        + " (extract(epoch from t.deadline - now()) * 1000)::bigint as millis_left from taken t"
                        + " left join lookup_question q on q.connector_id = t.connector_id and q.key = t.question")
                .bind("node", node)
                .bind("most", most)
                .map(
                    (row, context) ->
                        new OpenInquiry(
                            row.getObject("id", UUID.class),
                            InquiryVerb.of(row.getString("verb")),
                            row.getInt("connector_id"),
                            row.getString("question"),
                            row.getObject("scope", UUID.class),
                            row.getString("body"),
                            row.getString("mapping"),
                            Duration.ofMillis(row.getLong("millis_left"))))
                .list());
  }

  /** The system's options; they are remembered even when nobody waits for them any more. */
  @Transactional
  public void answer(OpenInquiry inquiry, List<LookupOption> options) {
    offered.keep(inquiry, options);
    settle(inquiry, LookupOption.json(options), null);
  }

  /** The system let us in. */
  @Transactional
  public void answer(OpenInquiry inquiry) {
    settle(inquiry, "{}", null);
  }

  /**
   * There is no answer.
   *
   * @param problem one sentence for IT
   */
  @Transactional
  public void fail(OpenInquiry inquiry, String problem) {
    settle(inquiry, null, problem);
  }

  private void settle(OpenInquiry inquiry, String answer, String problem) {
    int settled =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "update inquiry set answered_at = now(), answer = :answer, problem = :problem"
                            + " where id = :id and answered_at is null")
                    .bind("answer", answer)
                    .bind("problem", problem)
                    .bind("id", inquiry.id())
                    .execute());
    if (settled == 1) {
      announcer.announce(Announcement.ofAnswer(inquiry.id()));
    }
  }

  /** What became of it; silence when nothing did, or it is not there. */
  public InquiryAnswer answerOf(UUID inquiry) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select answer, problem from inquiry where id = :id and answered_at is not null")
                .bind("id", inquiry)
                .map(
                    (row, context) ->
                        new InquiryAnswer(row.getString("answer"), row.getString("problem")))
                .findOne()
                .orElse(new InquiryAnswer(null, InquiryAnswer.SILENCE)));
  }

  /**
   * Whether the last time that this person asked that question ended without an answer. What is
   * still being asked says nothing yet.
   */
  boolean wentUnanswered(UUID person, int connector, String question) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select answer is null from inquiry where person_id = :person and connector_id = :connector"
                        + " and question = :question and (answered_at is not null or deadline < now())"
                        + " order by asked_at desc limit 1")
                .bind("person", person)
                .bind("connector", connector)
                .bind("question", question)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
  }
}
