package org.guichet.node;

import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.camel.support.DefaultRegistry;
import org.guichet.audit.AuditTrail;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.Secrets;
import org.guichet.integration.Eventually;
import org.guichet.integration.connector.CamelRuntime;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.delivery.DeliveryAttempt;
import org.guichet.integration.delivery.Dispatcher;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An integration node: the real dispatcher, Camel and ledger, without a server around them. Nobody
 * rings here: it looks at the ledger once a second.
 */
public final class PlainNode {
  private PlainNode() {}

  /**
   * Says "ready" when deliveries flow and ends with its input.
   *
   * @param arguments the JDBC address, the user, the master key, the node's name
   */
  public static void main(String[] arguments) throws Exception {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    database.setUser(arguments[1]);
    // As the server's pool, for which post-boot.asadmin says more; a test waits less patiently.
    database.setOptions("-c idle_in_transaction_session_timeout=3s");
    database.setSocketTimeout(60);
    database.setApplicationName(arguments[3]);
    PlainTransactions transactions = new PlainTransactions(database);
    Jdbi jdbi = Jdbi.create(transactions.dataSource());
    CamelRuntime camel =
        new CamelRuntime(new DefaultRegistry(), new Secrets(jdbi, Path.of(arguments[2]))::get);
    Connections connections =
        new Connections(new Connectors(jdbi, new AuditTrail(jdbi), new Announcer(jdbi)), camel);
    Dispatcher dispatcher =
        new Dispatcher(
            new PlainLedger(transactions),
            connections,
            new DeliveryAttempt(),
            arguments[3],
            Thread::new);
    dispatcher.start();
    Eventually.value(dispatcher::isReady, ready -> ready);
    System.out.println("ready");
    System.in.transferTo(OutputStream.nullOutputStream()); // until its parent has gone
    dispatcher.stop();
    System.exit(0);
  }
}
