package org.guichet.delivery;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * What only one node may do at a time, by PostgreSQL's advisory locks on a connection of its own:
 * when the node is lost its connection is, and another node may.
 */
@Dependent
public class OneNode implements AutoCloseable {
  /** Tells our locks from those of others in the same database. */
  private static final int FAMILY = 7_483_647;

  private final Jdbi jdbi;
  private Handle handle;

  @Inject
  public OneNode(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Takes the connector for this node; false while another has it. */
  public synchronized boolean take(int connector) {
    if (handle == null) {
      handle = jdbi.open();
    }
    return handle
        .createQuery("select pg_try_advisory_lock(:family, :connector)")
        .bind("family", FAMILY)
        .bind("connector", connector)
        .mapTo(Boolean.class)
        .one();
  }

  /** Leaves the connector to others. */
  public synchronized void release(int connector) {
    if (handle != null) {
      handle
          .createQuery("select pg_advisory_unlock(:family, :connector)")
          .bind("family", FAMILY)
          .bind("connector", connector)
          .mapTo(Boolean.class)
          .one();
    }
  }

  /** Whether what was taken is still ours; if not, nothing is. */
  public synchronized boolean isAlive() {
    if (handle == null) {
      return true; // nothing was taken
    }
    try {
      handle.createQuery("select 1").mapTo(Integer.class).one();
      return true;
    } catch (JdbiException e) {
      close();
      return false;
    }
  }

  @Override
  public synchronized void close() {
    Handle open = handle;
    handle = null;
    if (open != null) {
      try {
        open.createQuery("select pg_advisory_unlock_all()::text").mapTo(String.class).one();
      } catch (JdbiException e) {
        // The connection is gone, and the locks with it.
      } finally {
        closeQuietly(open);
      }
    }
  }

  private static void closeQuietly(Handle open) {
    try {
      open.close();
    } catch (JdbiException e) {
      // It was gone already.
    }
  }
}
