package org.guichet.queue;

import java.io.Serializable;
import java.util.Locale;
import java.util.function.Function;

/**
 * One key of the order of a list.
 *
 * @param by what is compared
 * @param descending whether the greatest comes first
 */
public record QueueOrder(Key by, boolean descending) implements Serializable {

  /** What rows can be ordered by. */
  public enum Key {
    CHANGED("r.updated_at", "timestamptz", row -> row.updatedAt().toString()),
    SENT("r.submitted_at", "timestamptz", row -> row.submittedAt().toString()),
    PRIORITY(
        "array_position('{LOW,NORMAL,HIGH,URGENT}'::text[], r.priority)",
        "int",
        row -> Integer.toString(row.priority().ordinal() + 1)),
    STATUS(
        "array_position('{SUBMITTED,IN_PROGRESS,WAITING_FOR_CUSTOMER,SOLVED,CLOSED,CANCELLED}'::text[], r.status)",
        "int",
        row -> Integer.toString(row.status().ordinal() + 1)),
    NUMBER("r.number", "text", QueueRow::number),
    /** What is not due at all comes after everything, as the index has it. */
    DUE(
        "coalesce(r.due_at, timestamptz '9999-12-31 00:00:00Z')",
        "timestamptz",
        row -> row.dueAt() == null ? "9999-12-31T00:00:00Z" : row.dueAt().toString());

    private final String column;
    private final String type;
    private final transient Function<QueueRow, String> value;

    Key(String column, String type, Function<QueueRow, String> value) {
      this.column = column;
      this.type = type;
      this.value = value;
    }

    String column() {
      return column;
    }

    String type() {
      return type;
    }

    /** What that row is compared by, as text. */
    String of(QueueRow row) {
      return value.apply(row);
    }

    /** Its name in addresses. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
