package org.guichet.shared;

import java.sql.Types;
import java.util.UUID;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;

/**
 * EclipseLink's PostgreSQL with absent UUIDs: it would bind them as varchar, which a uuid column
 * refuses.
 */
public class UuidPlatform extends PostgreSQLPlatform {
  private static final long serialVersionUID = 1L;

  @Override
  public int getJDBCType(Class<?> type) {
    return type == UUID.class ? Types.OTHER : super.getJDBCType(type);
  }
}
