package org.guichet.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Everything that was offered lately, by question and by the organization or person it was offered
 * to: nobody is offered what another organization was.
 */
@ApplicationScoped
public class OfferedOptions {
  private Jdbi jdbi;

  protected OfferedOptions() {}

  @Inject
  public OfferedOptions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Of an earlier answer; it was there the last time at that moment. */
  public record Earlier(LookupOption option, Instant seenAt) {}

  /** Part of the transaction that answers. */
  void keep(OpenInquiry inquiry, List<LookupOption> options) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into offered_option (connector_id, question, scope, value, label, seen_at)"
                        + " select :connector, :question, :scope, o.value, o.label, now()"
                        + " from jsonb_to_recordset(:options::jsonb) as o(value text, label text) order by o.value"
                        + " on conflict (connector_id, question, scope, value)"
                        + " do update set label = excluded.label, seen_at = excluded.seen_at")
                .bind("connector", inquiry.connectorId())
                .bind("question", inquiry.question())
                .bind("scope", inquiry.scope())
                .bind("options", LookupOption.json(options))
                .execute());
  }

  /** Those whose label has all that was typed, the last seen first. */
  List<Earlier> matching(Asking asking, String query) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select o.value, o.label, o.seen_at from offered_option o where o.connector_id = :connector"
                        + " and o.question = :question and o.scope = :scope and not exists (select 1"
                        + " from regexp_split_to_table(search_text(:query), ' ') word where strpos(search_text(o.label), word) = 0)"
                        + " order by o.seen_at desc, o.label limit :most")
                .bind("connector", asking.connectorId())
                .bind("question", asking.question())
                .bind("scope", asking.scope())
                .bind("query", query)
                .bind("most", LookupOption.MOST)
                .map(
                    (row, context) ->
                        new Earlier(
                            new LookupOption(row.getString("value"), row.getString("label")),
                            row.getTimestamp("seen_at").toInstant()))
                .list());
  }

  /** The option that was chosen, or whose label was typed out; empty when none was offered. */
  Optional<LookupOption> chosen(Asking asking, String value, String label) {
    List<LookupOption> offered =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select value, label from offered_option where connector_id = :connector and question = :question"
                            + " and scope = :scope and (value = :value or lower(label) = lower(:label))"
                            + " order by value = :value desc limit 2")
                    .bind("connector", asking.connectorId())
                    .bind("question", asking.question())
                    .bind("scope", asking.scope())
                    .bind("value", value)
                    .bind("label", label)
                    .map(
                        (row, context) ->
                            new LookupOption(row.getString("value"), row.getString("label")))
                    .list());
    return offered.stream()
        .filter(option -> option.value().equals(value))
        .findFirst()
        .or(() -> offered.size() == 1 ? Optional.of(offered.get(0)) : Optional.empty());
  }
}
