package org.guichet.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.queue.BulkChanges.Chosen;
import org.guichet.queue.BulkChanges.Failure;
import org.guichet.queue.BulkChanges.NotSoMany;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of many requests on the real database. */
class BulkChangesIT {
  private static final QueueFilter ALL = QueueFilter.of(Queue.ALL);
  private TestDomain domain;
  private Viewer camille;
  private Viewer tom;
  private Viewer sofia;

  @BeforeEach
  void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private List<String> repairs(int many) {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Map<String, String> fields = Map.of("device", "Laptop " + i, "description", "It fell.");
      numbers.add(
          run(
              () ->
                  domain.submitRequest.submit(
                      camille, new Submission("device-repair", fields, UUID.randomUUID()))));
    }
    return numbers;
  }

  private <T> T run(Callable<T> work) {
    return domain.inTransaction(work);
  }

  private UUID start(Viewer viewer, QueueFilter filter, BulkVerb verb, String value) {
    return run(() -> domain.bulkChanges.start(viewer, filter, verb, value));
  }

  private void work() {
    while (domain.runBulkChanges.few()) {}
  }

  private BulkChange report(Viewer viewer, UUID bulk) {
    return domain.bulkChanges.find(viewer, bulk).orElseThrow();
  }

  private QueueRow row(String number) {
    return domain.queues.page(sofia, ALL, 500).stream()
        .filter(row -> row.number().equals(number))
        .findFirst()
        .orElseThrow();
  }

  private long count(String sql) {
    return domain.jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  @Test
  void changesAllThatTheFilterFindsThroughTheSameVerbsAsASingleChange() {
    repairs(45);
    long events = count("select count(*) from outbox_event");

    UUID bulk = start(sofia, ALL, BulkVerb.STATUS, "IN_PROGRESS");
    assertThat(report(sofia, bulk).isRunning()).isTrue();
    String late = repairs(1).get(0);
    work();

    BulkChange report = report(sofia, bulk);
    assertThat(report.isRunning()).isFalse();
    assertThat(List.of(report.total(), report.done(), report.failed())).containsExactly(45, 45, 0);
    assertThat(row(late).status()).as("came after").isEqualTo(RequestStatus.SUBMITTED);
    assertThat(count("select count(*) from activity where kind = 'STATUS_CHANGED'")).isEqualTo(45);
    assertThat(count("select count(*) from outbox_event")).isEqualTo(events + 45 + 1);
    assertThat(count("select count(*) from audit_entry where action = 'request.status_changed'"))
        .isEqualTo(45);
    assertThat(count("select count(*) from audit_entry where action = 'bulk.started'"))
        .isEqualTo(1);
  }

  @Test
  void saysWhatFailedAndWhy() {
    List<String> numbers = repairs(4);
    List<Chosen> chosen =
        new ArrayList<>(
            numbers.stream().map(number -> new Chosen(number, row(number).version())).toList());
    chosen.add(new Chosen("R-2026-999999", 1));
    run(
        () -> {
          domain.requestDesk.assignToMe(tom, numbers.get(1));
          domain.requestDesk.changeStatus(
              tom, numbers.get(2), RequestStatus.CANCELLED, row(numbers.get(2)).version());
          return null;
        });
    chosen.set(2, new Chosen(numbers.get(2), chosen.get(2).version() + 1));

    UUID bulk = run(() -> domain.bulkChanges.start(tom, chosen, BulkVerb.STATUS, "SOLVED"));
    work();

    assertThat(report(tom, bulk).done()).isEqualTo(2);
    assertThat(domain.bulkChanges.failures(tom, bulk, 10))
        .containsExactly(
            new Failure(numbers.get(1), BulkOutcome.CHANGED),
            new Failure(numbers.get(2), BulkOutcome.STEP),
            new Failure("R-2026-999999", BulkOutcome.HIDDEN));
    assertThat(row(numbers.get(1)).assignee()).isEqualTo("Tom Becker");
    assertThat(domain.bulkChanges.find(sofia, bulk)).as("somebody else's report").isEmpty();
  }

  @Test
  void changesNothingThatTheViewerDoesNotSeeAtTheDesk() {
    String repair = repairs(1).get(0);
    Viewer stranger =
        new Viewer(sofia.personId(), "S", "", tom.roles(), tom.managedOrganizations(), Set.of());
    assertThatThrownBy(() -> start(stranger, ALL, BulkVerb.PRIORITY, "HIGH"))
        .isInstanceOf(NotSoMany.class);
    UUID bulk =
        run(
            () ->
                domain.bulkChanges.start(
                    stranger,
                    List.of(new Chosen(repair, row(repair).version())),
                    BulkVerb.PRIORITY,
                    "HIGH"));
    work();

    assertThat(domain.bulkChanges.failures(stranger, bulk, 10))
        .containsExactly(new Failure(repair, BulkOutcome.HIDDEN));
    assertThat(row(repair).priority()).isEqualTo(Priority.NORMAL);
    assertThatThrownBy(() -> start(camille, ALL, BulkVerb.PRIORITY, "HIGH"))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void whatIsCancelledStopsAfterAFewAndLeavesTheRest() {
    repairs(45);
    UUID bulk = start(sofia, ALL, BulkVerb.TAG, "Moved house");
    domain.runBulkChanges.few();
    run(
        () -> {
          domain.bulkChanges.cancel(tom, bulk); // not his
          return null;
        });
    assertThat(report(sofia, bulk).cancelled()).isFalse();
    run(
        () -> {
          domain.bulkChanges.cancel(sofia, bulk);
          return null;
        });
    work();

    BulkChange report = report(sofia, bulk);
    assertThat(report.isRunning()).isFalse();
    assertThat(report.done()).isBetween(1, 20);
    assertThat(report.left()).isEqualTo(45 - report.done());
    assertThat(count("select count(*) from request_tag where tag = 'moved house'"))
        .isEqualTo(report.done());
  }

  @Test
  void twoNodesDoEachRequestOnceAndGoOnWhereADeadOneStopped() throws Exception {
    repairs(60);
    UUID bulk = start(sofia, ALL, BulkVerb.STATUS, "IN_PROGRESS");
    domain.runBulkChanges.few();
    // As a node leaves it that dies: leased, a few done.
    domain.jdbi.useHandle(
        handle ->
            handle.execute("update bulk_change set leased_until = now() + interval '1 hour'"));
    assertThat(domain.runBulkChanges.few()).as("another one's lease").isFalse();
    domain.jdbi.useHandle(
        handle -> handle.execute("update bulk_change set leased_until = now() - interval '1s'"));

    TestDomain other = domain.anotherNode();
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(
            () -> {
              while (other.bulkChanges.find(sofia, bulk).orElseThrow().isRunning()) {
                other.runBulkChanges.few();
              }
            });
    while (report(sofia, bulk).isRunning()) {
      domain.runBulkChanges.few();
    }
    second.get();

    assertThat(report(sofia, bulk).done()).isEqualTo(60);
    assertThat(count("select count(*) from activity where kind = 'STATUS_CHANGED'")).isEqualTo(60);
    other.close();
  }

  @Test
  void whatIsDoneIsNotDoneAgainByANodeThatComesLate() {
    String repair = repairs(1).get(0);
    UUID bulk = start(sofia, ALL, BulkVerb.STATUS, "IN_PROGRESS");
    BulkStep.Item item = new BulkStep.Item(bulk, 1, repair, row(repair).version());
    BulkStep step =
        new BulkStep(domain.jdbi, domain.requestDesk, domain.requestTags, domain.applyMacro);
    for (int node = 0; node < 2; node++) {
      run(
          () -> {
            step.take(sofia, BulkVerb.STATUS, "IN_PROGRESS", item);
            return null;
          });
    }

    assertThat(count("select count(*) from activity where kind = 'STATUS_CHANGED'")).isEqualTo(1);
  }

  @Test
  void aLargeOneHoldsUpNoSmallOne() {
    List<String> numbers = repairs(50);
    UUID large = start(sofia, ALL, BulkVerb.TAG, "large");
    UUID small =
        run(
            () ->
                domain.bulkChanges.start(
                    tom, List.of(new Chosen(numbers.get(0), 1)), BulkVerb.TAG, "small"));
    for (int i = 0; i < 4; i++) {
      domain.runBulkChanges.few();
    }
    assertThat(report(tom, small).isRunning()).isFalse();
    assertThat(report(sofia, large).isRunning()).isTrue();
  }

  @Test
  void aRequestIsGivenOnlyToSomebodyOfItsTeam() {
    String repair = repairs(1).get(0);
    UUID toCamille = start(sofia, ALL, BulkVerb.ASSIGN, camille.personId().toString());
    work();
    assertThat(domain.bulkChanges.failures(sofia, toCamille, 1))
        .containsExactly(new Failure(repair, BulkOutcome.TEAM));

    start(sofia, ALL, BulkVerb.ASSIGN, tom.personId().toString());
    work();
    assertThat(row(repair).assignee()).isEqualTo("Tom Becker");
    start(sofia, ALL, BulkVerb.ASSIGN, "");
    work();
    assertThat(row(repair).assignee()).isNull();
  }

  @Test
  void valuesThatMakeNoSenseAreRefusedBeforeAnythingIsDone() {
    repairs(1);
    for (var wrong :
        Map.of(
                BulkVerb.STATUS, "LOST",
                BulkVerb.PRIORITY, "",
                BulkVerb.ASSIGN, "tom",
                BulkVerb.TAG, " , ")
            .entrySet()) {
      assertThatThrownBy(() -> start(sofia, ALL, wrong.getKey(), wrong.getValue()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(count("select count(*) from bulk_change")).isZero();
  }
}
