package org.guichet.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** Rows for several tables, kept until they are sent with one COPY a table. */
final class CopyBatch {
  private static final String NULL = "\\N";
  private final Map<String, StringBuilder> rows = new LinkedHashMap<>();

  /**
   * Adds a row.
   *
   * @param target table and columns, such as {@code team (id, key, name)}
   * @param values as their texts are written in SQL; null is null
   */
  void add(String target, Object... values) {
    StringBuilder text = rows.computeIfAbsent(target, name -> new StringBuilder());
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : "\t").append(escaped(values[i]));
    }
    text.append('\n');
  }

  private static String escaped(Object value) {
    if (value == null) {
      return NULL;
    }
    return value
        .toString()
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  /** Sends everything, table by table in the order of their first rows, and is empty again. */
  void send(Connection connection) throws SQLException, IOException {
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    for (Map.Entry<String, StringBuilder> table : rows.entrySet()) {
      CopyIn in = copy.copyIn("copy " + table.getKey() + " from stdin");
      byte[] bytes = table.getValue().toString().getBytes(StandardCharsets.UTF_8);
      in.writeToCopy(bytes, 0, bytes.length);
      in.endCopy();
      table.getValue().setLength(0);
    }
  }
}
