package org.guichet.shared;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.SQLException;
import org.postgresql.util.PGobject;

/** The text of a JSON object in a jsonb column. */
@Converter
public class JsonColumn implements AttributeConverter<String, Object> {

  @Override
  public Object convertToDatabaseColumn(String text) {
    try {
      PGobject json = new PGobject();
      json.setType("jsonb");
      json.setValue(text);
      return json;
    } catch (SQLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public String convertToEntityAttribute(Object column) {
    return column == null ? "{}" : column.toString();
  }
}
