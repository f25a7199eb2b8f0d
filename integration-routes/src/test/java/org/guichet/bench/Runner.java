package org.guichet.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.support.DefaultRegistry;
import org.guichet.audit.AuditTrail;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.Secrets;
import org.guichet.integration.connector.CamelRuntime;
import org.guichet.integration.connector.Connections;
import org.guichet.node.PlainLedger;
import org.guichet.node.PlainTransactions;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The parts of the pipeline one by one, in a JVM of their own: answers each line, which names a
 * loop, a number of deliveries and the threads, with the seconds it took.
 */
final class Runner {
  private Runner() {}

  /**
   * One part: makes one delivery, or several, and returns how many; zero when there are no more.
   */
  interface Loop {
    int step(int thread) throws Exception;
  }

  /**
   * @param arguments the JDBC address of a database for it alone, its user, the master key
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err); // libraries that print must not answer
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    database.setUser(arguments[1]);
    PlainTransactions transactions = new PlainTransactions(database);
    Jdbi jdbi = Jdbi.create(transactions.dataSource());
    CamelRuntime camel =
        new CamelRuntime(new DefaultRegistry(), new Secrets(jdbi, Path.of(arguments[2]))::get);
    Connections connections =
        new Connections(new Connectors(jdbi, new AuditTrail(jdbi), new Announcer(jdbi)), camel);
    connections.refresh();
    PlainLedger ledger = new PlainLedger(transactions);
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ");
      Loop loop =
          switch (words[0]) {
            case "http" -> new HttpLoop(connections);
            case "camel" -> new CamelLoop(connections, jdbi);
            case "ledger" -> new LedgerLoop(ledger, connections);
            case "naive" -> new NaiveLoop(ledger, connections);
            default -> throw new IllegalArgumentException(line);
          };
      try {
        answers.println(seconds(loop, Integer.parseInt(words[1]), Integer.parseInt(words[2])));
      } catch (ExecutionException e) {
        e.printStackTrace(); // into the log
        System.exit(1);
      }
    }
  }

  private static double seconds(Loop loop, int count, int threads) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    long begin = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int share = count / threads;
      int number = thread;
      running.add(
          workers.submit(
              () -> {
                for (int done = 0; done < share; ) {
                  int more = loop.step(number);
                  if (more == 0) {
                    throw new IllegalStateException("nothing left after " + done + " of " + share);
                  }
                  done += more;
                }
                return null;
              }));
    }
    for (Future<?> worker : running) {
      worker.get();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    workers.shutdown();
    return seconds;
  }
}
