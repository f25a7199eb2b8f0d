package org.guichet.shared;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.util.PGobject;

/** A map of strings in a jsonb column. */
@Converter
public class StringsColumn implements AttributeConverter<Map<String, String>, Object> {

  @Override
  public Object convertToDatabaseColumn(Map<String, String> map) {
    try {
      PGobject json = new PGobject();
      json.setType("jsonb");
      json.setValue(JsonText.of(map));
      return json;
    } catch (SQLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public Map<String, String> convertToEntityAttribute(Object column) {
    return column == null ? new LinkedHashMap<>() : JsonText.strings(column.toString());
  }
}
