package org.guichet.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.guichet.integration.Eventually;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Nodes and the database are killed while many deliveries are on their way: nothing is lost, and
 * nothing is there twice except, in the one system that honours neither keys nor references, what
 * was on its way at the kill.
 */
class BadDaysIT {
  private static final int REQUESTS = 400;
  private static final int SYSTEMS = Sink.SYSTEMS;
  private static final List<String> SMALL =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private SinkCompany company;
  private JavaProcess sink;
  private Jdbi jdbi;
  private Backlog backlog;

  @BeforeEach
  void start() throws Exception {
    company = SinkCompany.start(Files.createTempDirectory(Path.of("target"), "killed"));
    sink = JavaProcess.start(Sink.class, SMALL);
    List<Integer> ports = Arrays.stream(sink.answer().split(" ")).map(Integer::valueOf).toList();
    company.create("killed", ports, 4);
    jdbi = company.jdbi("killed");
    backlog = new Backlog(jdbi);
  }

  @AfterEach
  void stop() {
    sink.close();
    company.close();
  }

  private JavaProcess node(String name) throws IOException {
    JavaProcess node =
        JavaProcess.start(
            PlainNode.class,
            SMALL,
            company.url("killed"),
            company.user(),
            company.masterKey().toString(),
            name);
    assertThat(node.answer()).isEqualTo("ready");
    return node;
  }

  private void awaitCalls(int calls) throws Exception {
    Eventually.value(() -> Long.parseLong(sink.ask("count")), count -> count >= calls);
  }

  private long count(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  /** As if the lease's 40 seconds were over. */
  private void letLeasesEnd() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update delivery set lease_until = now() - interval '1 s' where state = 1 and node = 'a'"));
  }

  private void assertNothingLostOrHidden(long mostDoubled) throws Exception {
    assertNothingLostOrHidden(Sink.FIND, mostDoubled);
  }

  /**
   * @param sure so many systems have nothing twice, whatever happens
   */
  private void assertNothingLostOrHidden(int sure, long mostDoubled) throws Exception {
    assertThat(backlog.confirmed("r")).isEqualTo((long) SYSTEMS * REQUESTS);
    String[] records = sink.ask("records").split(" ");
    for (int system = 0; system < SYSTEMS; system++) {
      String[] counts = records[system].split("\\+");
      assertThat(counts[0]).as("system " + (system + 1)).isEqualTo(String.valueOf(REQUESTS));
      assertThat(Long.parseLong(counts[1]))
          .as("doubled in system " + (system + 1))
          .isLessThanOrEqualTo(system < sure ? 0 : mostDoubled);
    }
    System.out.printf(
        "BadDaysIT: records %s, at most %d may be doubled%n",
        String.join(" ", records), mostDoubled);
  }

  @Test
  void ofTwoNodesOneIsKilledAndTheOtherTakesOver() throws Exception {
    try (JavaProcess a = node("a");
        JavaProcess b = node("b")) {
      backlog.add("r", REQUESTS);
      awaitCalls(REQUESTS);
      a.kill();
      long inFlight = count("select count(*) from delivery where state = 1 and node = 'a'");
      assertThat(inFlight).as("on its way at the kill").isPositive();
      letLeasesEnd();
      backlog.awaitEnd();

      assertThat(count("select count(distinct node) from attempt where outcome = 'CONFIRMED'"))
          .as("both have worked")
          .isEqualTo(2);
      assertThat(
              count(
                  "select count(*) from attempt where outcome = 'LOST'"
                      + " and sentence = 'The node a was lost while it was sending.'"))
          .isEqualTo(inFlight);
      assertNothingLostOrHidden(
          count(
              "select count(*) from attempt t join delivery d on d.id = t.delivery_id join connector c on c.id = d.connector_id"
                  + " where t.outcome = 'LOST' and c.key = 'sink4'"));
      assertThat(b.pid()).isPositive();
    }
  }

  @Test
  void theOnlyNodeIsKilledAndComesBack() throws Exception {
    backlog.add("r", REQUESTS);
    long inFlight;
    try (JavaProcess a = node("a")) {
      awaitCalls(REQUESTS);
      a.kill();
      inFlight = count("select count(*) from delivery where state = 1");
    }
    letLeasesEnd();
    try (JavaProcess again = node("a")) {
      backlog.awaitEnd();

      assertThat(again.pid()).isPositive();
      assertThat(count("select count(*) from attempt where outcome = 'LOST'")).isEqualTo(inFlight);
      assertNothingLostOrHidden(inFlight);
    }
  }

  /** As a machine that is cut off: its connections stay, and what its transaction has locked. */
  @Test
  @Timeout(300)
  void aNodeThatStandsStillInATransactionHoldsUpNobodyAndOverwritesNothing() throws Exception {
    long held;
    try (JavaProcess b = node("b")) {
      try (JavaProcess a = node("a")) {
        backlog.add("r", REQUESTS);
        awaitCalls(REQUESTS / 2);
        stopInTransaction(a);
        letLeasesEnd();
        held = count("select count(*) from delivery where state = 1 and node = 'a'");
        backlog.awaitEnd();
        a.goOn();
      }
      assertThat(b.pid()).isPositive();
    }
    assertThat(count("select count(*) from attempt where outcome = 'LOST'")).isEqualTo(held);
    assertThat(
            count(
                "select count(*) from delivery d join attempt t on t.delivery_id = d.id"
                    + " where t.outcome = 'LOST' and d.node = 'a'"))
        .as("confirmed by the late node")
        .isZero();
    // What it was just about to write to a socket, it writes as soon as it goes on: keys only help.
    assertNothingLostOrHidden(Sink.HONOUR_KEYS, held);
  }

  private void stopInTransaction(JavaProcess node) throws Exception {
    Eventually.value(
        () -> {
          node.goOn();
          node.standStill();
          return count(
              "select count(*) from pg_stat_activity where application_name = 'a'"
                  + " and state = 'idle in transaction' and backend_xid is not null");
        },
        transactions -> transactions > 0);
  }

  @Test
  void theDatabaseIsKilledAndComesBackAndNothingIsSentTwice() throws Exception {
    try (JavaProcess a = node("a")) {
      backlog.add("r", REQUESTS);
      awaitCalls(REQUESTS);
      ProcessHandle postgres = ProcessHandle.of(company.pid()).orElseThrow();
      postgres.destroyForcibly();
      postgres.onExit().get();
      company.startAgain();
      backlog.awaitEnd();

      assertThat(a.log()).contains("trying again every second").doesNotContain("ERROR");
      assertThat(count("select count(*) from attempt where outcome = 'LOST'")).isZero();
      assertNothingLostOrHidden(0);
    }
  }

  @Test
  void tenThousandDeliveriesForADeadSystemDoNotSlowTheHealthyOnes() throws Exception {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update connector set version = version + 1, properties = properties ||"
                    + " '{\"baseUrl\": \"http://127.0.0.1:9\"}' where key = 'sink4'"));
    String[] healthy = {"sink1", "sink2", "sink3"};
    try (JavaProcess a = node("a")) {
      secondsOf("warm", healthy);
      double before = secondsOf("before", healthy);
      backlog.add("dead", 10_000, "sink4");
      double beside = secondsOf("beside", healthy);

      long due = count("select count(*) from delivery where state = 0 and last_error is null");
      assertThat(due).as("spared by the breaker").isGreaterThan(9_900);
      List<String> sentences =
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery(
                          "select distinct sentence from attempt where sentence is not null")
                      .mapTo(String.class)
                      .list());
      assertThat(sentences).containsExactly("Sink cannot be reached.");
      System.out.printf(
          "BadDaysIT: healthy deliveries/s %.0f alone, %.0f beside 10,000 for a dead system%n",
          3 * REQUESTS / before, 3 * REQUESTS / beside);
      assertThat(a.pid()).isPositive();
    }
  }

  private double secondsOf(String round, String... connectors) throws Exception {
    long begin = System.nanoTime();
    backlog.add(round, REQUESTS, connectors);
    backlog.awaitConfirmed(round, (long) connectors.length * REQUESTS);
    return (System.nanoTime() - begin) / 1e9;
  }
}
