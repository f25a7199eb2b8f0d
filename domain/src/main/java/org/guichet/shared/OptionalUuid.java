package org.guichet.shared;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.UUID;

/**
 * A uuid column that may be empty: EclipseLink 4.0's own conversion fails on null when it reads.
 */
@Converter
public class OptionalUuid implements AttributeConverter<UUID, UUID> {

  @Override
  public UUID convertToDatabaseColumn(UUID uuid) {
    return uuid;
  }

  @Override
  public UUID convertToEntityAttribute(UUID column) {
    return column;
  }
}
