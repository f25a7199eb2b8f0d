package org.guichet.node;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/**
 * What the container gives: a connection that stays open, here one per thread, and a transaction
 * around the work of a thread.
 */
public final class PlainTransactions {
  private final DataSource database;
  private final ThreadLocal<Connection> connection = new ThreadLocal<>();

  public PlainTransactions(DataSource database) {
    this.database = database;
  }

  /** The connections of the threads. */
  public DataSource dataSource() {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) ->
            method.getName().equals("getConnection")
                ? unclosable(current())
                : invoke(method, database, arguments));
  }

  private Connection current() throws SQLException {
    Connection known = connection.get();
    if (known == null || known.isClosed()) {
      known = database.getConnection();
      connection.set(known);
    }
    return known;
  }

  private static Connection unclosable(Connection connection) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) ->
            method.getName().equals("close") ? null : invoke(method, connection, arguments));
  }

  private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            PlainTransactions.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Commits at the end, or rolls back when the work fails. */
  public <T> T run(Callable<T> work) {
    try {
      Connection mine = current();
      mine.setAutoCommit(false);
      try {
        T result = work.call();
        mine.commit();
        return result;
      } catch (Exception e) {
        undo(mine);
        throw e;
      } finally {
        if (!mine.isClosed()) {
          mine.setAutoCommit(true);
        }
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void undo(Connection mine) throws SQLException {
    if (!mine.isClosed()) {
      mine.rollback();
    }
  }
}
