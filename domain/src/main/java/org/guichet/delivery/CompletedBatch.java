package org.guichet.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.guichet.shared.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The ends of a batch of attempts, written with a handful of statements however many they are:
 * thousands a second pass here.
 */
final class CompletedBatch {
  /**
   * What is appended to a request is appended under its row lock. Whoever frees successors waits
   * for that: the statement after this one sees every successor there is.
   */
  private static final String LOCK_REQUESTS =
      "select 1 from service_request where id = any(:requests) order by id for key share";

  /**
   * Deliveries whose lease is still ours are settled; attempts are kept in any case. A content that
   * could not even be mapped was never sent, so the next attempt may be made of something else. The
   * first receipt of a system says where the request lives there; later ones stay with their
   * deliveries. A status that means something for the request, or that nobody knows, is a word of
   * the system and goes its way: through the inbox.
   */
  private static final String SETTLE =
      """
      with ended as materialized (
        select * from unnest(:ids, :tries, :outcomes, :nextAttempts, :externalIds, :externalUrls, :externalStatuses,
          :startedAts, :durations, :httpStatuses, :errorClasses, :sentences, :requestBodies, :answerBodies,
          :mappingVersions, :traceIds, :connectorVersions)
        as e(id, tries, outcome, next_attempt_at, external_id, external_url, external_status,
          started_at, duration_ms, http_status, error_class, sentence, request_body, answer_body,
          mapping_version, trace_id, connector_version)),
      settled as (
        update delivery d set
          state = case e.outcome when 'CONFIRMED' then 2 when 'DEAD' then 4 else 0 end, lease_until = null,
          next_attempt_at = coalesce(e.next_attempt_at::timestamptz, d.next_attempt_at),
          attempts = d.attempts - (e.outcome = 'PAUSE')::int,
          external_id = coalesce(e.external_id, d.external_id), external_url = coalesce(e.external_url, d.external_url),
          external_status = coalesce(e.external_status, d.external_status),
          mapping_version = case when e.error_class is distinct from 'mapping' then d.mapping_version end,
          known = case when e.error_class is distinct from 'mapping' then d.known end,
          last_error = e.sentence, error_class = e.error_class, updated_at = now()
        from ended e where d.id = e.id and d.state = 1 and d.node = :node and d.tries = e.tries
        returning d.id, d.request_id, d.connector_id, d.event_id, d.flow_id, e.outcome, e.sentence,
          e.external_id, e.external_url, e.external_status, e.connector_version),
      written as (
        insert into attempt (delivery_id, number, node, started_at, duration_ms, outcome, http_status, error_class, sentence,
          request_body, answer_body, mapping_version, trace_id)
        select id, tries, :node, started_at::timestamptz, duration_ms, outcome, http_status, error_class, sentence,
          request_body, answer_body, mapping_version, trace_id from ended),
      arrived as (
        insert into external_reference (connector_id, external_id, request_id, url, status)
        select connector_id, external_id, request_id, external_url, external_status from settled
        where outcome = 'CONFIRMED' and external_id is not null
        on conflict do nothing returning connector_id, external_id, request_id),
      told as (
        insert into activity (request_id, kind, origin, details, happened_at)
        select a.request_id, 'DELIVERED', c.key, jsonb_build_object('externalId', a.external_id), now()
        from arrived a join connector c on c.id = a.connector_id),
      heard as (
        insert into inbox_message (connector_id, message_id, body, record_key, receipt)
        select s.connector_id, 'receipt ' || s.id || '.' || extract(epoch from now()),
          jsonb_build_object('externalId', s.external_id, 'status', s.external_status), s.external_id, true
        from settled s join connector c on c.id = s.connector_id
        where s.outcome = 'CONFIRMED' and s.external_status is not null and c.status_map <> '{}'
          and (coalesce(c.status_map -> s.external_status, c.status_map -> '*') ->> 'request' is not null
            or c.status_map -> s.external_status is null)
          and (exists (select 1 from arrived a where a.connector_id = s.connector_id and a.external_id = s.external_id)
            or exists (select 1 from external_reference x
              where x.connector_id = s.connector_id and x.external_id = s.external_id))
        returning id),
      paused as (
        update connector c set paused_since = now(), pause_reason = s.sentence
        from (select distinct on (connector_id) connector_id, connector_version, sentence from settled
          where outcome = 'PAUSE' order by connector_id, connector_version desc) s
        where c.id = s.connector_id and c.version = s.connector_version and c.paused_since is null)
      select request_id, outcome = 'CONFIRMED' as done, exists (select 1 from heard) as heard from settled
      """;

  private final Handle handle;
  private final String node;
  private final List<Completion> completions;

  CompletedBatch(Handle handle, String node, List<Completion> completions) {
    this.handle = handle;
    this.node = node;
    this.completions = completions;
  }

  /**
   * @param heard whether any receipt of the batch brought a word into the inbox
   */
  private record Settled(UUID requestId, boolean done, boolean heard) {}

  /**
   * What became of it.
   *
   * @param requests those of the deliveries that were settled
   * @param freed how many others had waited for them and are due now
   * @param heard whether a receipt brought a word into the inbox
   */
  record Written(List<UUID> requests, int freed, boolean heard) {}

  /** Writes them. */
  Written write() {
    Database.keepPlans(handle);
    lockRequests();
    List<UUID> done = new ArrayList<>();
    List<UUID> requests = new ArrayList<>();
    boolean heard = false;
    for (Settled settled : settle()) {
      requests.add(settled.requestId());
      heard |= settled.heard();
      if (settled.done()) {
        done.add(settled.requestId());
      }
    }
    return new Written(requests, Successors.free(handle, done), heard);
  }

  private void lockRequests() {
    List<UUID> confirmed =
        completions.stream()
            .filter(completion -> completion.outcome() == Completion.Outcome.CONFIRMED)
            .map(completion -> completion.delivery().requestId())
            .distinct()
            .toList();
    if (!confirmed.isEmpty()) {
      handle
          .createQuery(LOCK_REQUESTS)
          .bindArray("requests", UUID.class, confirmed)
          .mapTo(Integer.class)
          .list();
    }
  }

  private List<Settled> settle() {
    var statement = handle.createQuery(SETTLE).bind("node", node);
    bind(statement, "ids", Long.class, completion -> completion.delivery().id());
    bind(statement, "tries", Integer.class, completion -> completion.delivery().tries());
    bind(statement, "outcomes", String.class, completion -> completion.outcome().name());
    bind(statement, "nextAttempts", String.class, completion -> text(completion.nextAttemptAt()));
    bind(statement, "connectorVersions", Integer.class, Completion::connectorVersion);
    bindReceipts(statement);
    bindAttempts(statement);
    return statement
        .map(
            (row, context) ->
                new Settled(
                    row.getObject("request_id", UUID.class),
                    row.getBoolean("done"),
                    row.getBoolean("heard")))
        .list();
  }

  private void bindReceipts(SqlStatement<?> statement) {
    bind(statement, "externalIds", String.class, of(Receipt::externalId));
    bind(statement, "externalUrls", String.class, of(Receipt::externalUrl));
    bind(statement, "externalStatuses", String.class, of(Receipt::externalStatus));
  }

  private void bindAttempts(SqlStatement<?> statement) {
    bind(statement, "startedAts", String.class, end -> text(end.attempt().startedAt()));
    bind(statement, "durations", Integer.class, end -> end.attempt().durationMillis());
    bind(statement, "httpStatuses", Integer.class, end -> end.attempt().httpStatus());
    bind(statement, "errorClasses", String.class, end -> end.attempt().errorClass());
    bind(statement, "sentences", String.class, end -> end.attempt().sentence());
    bind(statement, "requestBodies", String.class, end -> end.attempt().requestBody());
    bind(statement, "answerBodies", String.class, end -> end.attempt().answerBody());
    bind(statement, "mappingVersions", Integer.class, end -> end.delivery().mappingVersion());
    bind(statement, "traceIds", String.class, end -> end.attempt().traceId());
  }

  private <T> void bind(
      SqlStatement<?> statement, String name, Class<T> type, Function<Completion, T> value) {
    List<T> column = new ArrayList<>(completions.size());
    completions.forEach(completion -> column.add(value.apply(completion)));
    boolean isEmpty = column.stream().allMatch(Objects::isNull); // unnest fills up with nulls
    statement.bindArray(name, type, isEmpty ? List.of() : column);
  }

  private static Function<Completion, String> of(Function<Receipt, String> part) {
    return completion -> completion.receipt() == null ? null : part.apply(completion.receipt());
  }

  private static String text(java.time.Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
