package org.guichet.delivery;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A filter as SQL over {@code delivery x}: only the conditions that restrict something, so that
 * each finds its index. All but the confirmed, which are the many, are in an index by state; the
 * confirmed of a system or an event type are read flow by flow.
 */
final class DeliverySearch {
  /** As their index has it, which claims shall not use. */
  private static final String STATE_OF_THE_FEW = "coalesce(x.state, 2)";

  private final DeliveryFilter filter;
  private final List<String> conditions = new ArrayList<>();

  DeliverySearch(DeliveryFilter filter) {
    this.filter = filter;
    if (filter.state() != null) {
      conditions.add((isOfTheFew() ? STATE_OF_THE_FEW : "x.state") + " = " + filter.state().code());
    }
    if (filter.errorClass() != null) {
      conditions.add("x.error_class = :errorClass");
    }
    if (filter.since() != null) {
      conditions.add(
          "x.event_id >= (select id from outbox_event where happened_at >= :since order by happened_at limit 1)");
    }
    if (filter.until() != null) {
      conditions.add(
          "x.event_id <= (select id from outbox_event where happened_at < :until order by happened_at desc limit 1)");
    }
  }

  /** Only those before {@code :before}; the events let it begin there in a flow's index. */
  DeliverySearch before() {
    return and("x.id < :before")
        .and("x.event_id <= (select b.event_id from delivery b where b.id = :before)");
  }

  /** Restricts it further. */
  DeliverySearch and(String condition) {
    conditions.add(condition);
    return this;
  }

  /** The ids of the newest that fit, at most {@code :limit}, newest first. */
  String newest() {
    if (!hasFlow() || isOfTheFew()) {
      return "select x.id from delivery x where " + where() + " order by x.id desc limit :limit";
    }
    return "select x.id from flow f cross join lateral (select x.id from delivery x where x.flow_id = f.id"
        + conditions.stream().map(condition -> " and " + condition).collect(Collectors.joining())
        + " order by x.event_id desc limit :limit) x where "
        + ofFlow()
        + " order by x.id desc limit :limit";
  }

  /** All conditions on {@code delivery x}. */
  String where() {
    List<String> all = new ArrayList<>(conditions);
    if (isOfTheFew()) {
      all.add(STATE_OF_THE_FEW + " <> 2");
    }
    if (hasFlow()) {
      all.add("x.flow_id in (select f.id from flow f where " + ofFlow() + ")");
    }
    return all.isEmpty() ? "true" : String.join(" and ", all);
  }

  <T extends SqlStatement<T>> T bind(T statement) {
    bind(statement, "connector", filter.connector());
    bind(statement, "eventType", filter.eventType());
    bind(statement, "errorClass", filter.errorClass());
    bind(statement, "since", filter.since() == null ? null : utc(filter.since()));
    bind(statement, "until", filter.until() == null ? null : utc(filter.until()));
    return statement;
  }

  private static void bind(SqlStatement<?> statement, String name, Object value) {
    if (value != null) {
      statement.bind(name, value);
    }
  }

  private static OffsetDateTime utc(java.time.Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** A confirmed delivery has met no error that it keeps. */
  private boolean isOfTheFew() {
    return filter.errorClass() != null
        || filter.state() != null && filter.state() != DeliveryState.CONFIRMED;
  }

  private boolean hasFlow() {
    return filter.connector() != null || filter.eventType() != null;
  }

  private String ofFlow() {
    return Stream.of(
            filter.connector() == null
                ? ""
                : "f.connector_id = (select id from connector where key = :connector)",
            filter.eventType() == null ? "" : "f.event_type = :eventType")
        .filter(condition -> !condition.isEmpty())
        .collect(Collectors.joining(" and "));
  }
}
