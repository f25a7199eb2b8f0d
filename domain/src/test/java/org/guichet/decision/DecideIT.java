package org.guichet.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.notification.NotificationRow;
import org.guichet.queue.Queue;
import org.guichet.queue.QueueFilter;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.guichet.request.StageInTheWay;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.guichet.stage.Decider;
import org.guichet.stage.Stage;
import org.guichet.stage.StageDraft;
import org.guichet.stage.StageKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request waits for those who must agree, and for nobody else. */
class DecideIT {
  private static final String ACCESS = "system-access";
  private static final String REPAIR = "device-repair";

  private TestDomain domain;
  private Viewer camille;
  private Viewer julien;
  private Viewer nadia;
  private Viewer tom;
  private Viewer sofia;
  private Viewer albert;

  @BeforeEach
  void theCompany() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    julien = domain.viewer("julien", Role.CUSTOMER);
    nadia = domain.viewer("nadia", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    albert = domain.viewer("albert", Role.AUDITOR);
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  private String askForAccess(Viewer who) {
    return ask(who, ACCESS, Map.of("system", "Payroll", "purpose", "To check the salaries"));
  }

  private String askForRepair() {
    return ask(camille, REPAIR, Map.of("device", "Laptop", "description", "Broken"));
  }

  private String ask(Viewer who, String type, Map<String, String> fields) {
    return domain.inTransaction(
        () -> domain.submitRequest.submit(who, new Submission(type, fields, UUID.randomUUID())));
  }

  private long waiting(Viewer who) {
    List<Decision> all = domain.decisions.list(who, 0, 10);
    assertThat(domain.notifications.waiting(who).decisions()).isEqualTo(all.size());
    assertThat(all).hasSize(1);
    UUID request = view(sofia, all.get(0).number()).id();
    assertThat(domain.requestStages.of(who, request)).filteredOn(Stage::mine).hasSize(1);
    return all.get(0).stage();
  }

  private void approve(Viewer who) {
    long stage = waiting(who);
    run(() -> domain.decide.approve(who, stage, ""));
  }

  private List<Stage> stages(String number) {
    return domain.requestStages.of(view(sofia, number).id());
  }

  private RequestView view(Viewer viewer, String number) {
    return domain.requests.view(viewer, number);
  }

  private List<String> texts(String sql, Object... values) {
    return domain.jdbi.withHandle(handle -> handle.select(sql, values).mapTo(String.class).list());
  }

  private List<String> deliveries() {
    return texts(
        "select e.type || ' ' || c.key from delivery d join outbox_event e on e.id = d.event_id"
            + " join connector c on c.id = d.connector_id order by d.id");
  }

  private List<String> events(String like) {
    return texts("select type from outbox_event where type like ? order by id", like);
  }

  /** What the customer's list and the queue of the desk say. */
  private List<Boolean> isWithheld(String number) {
    RequestFilter all = RequestFilter.of(RequestFilter.Scope.MINE, false);
    boolean own =
        domain.requests.list(camille, all, 50).stream()
            .filter(row -> row.number().equals(number))
            .findFirst()
            .orElseThrow()
            .withheld();
    boolean desk =
        domain.queues.page(sofia, QueueFilter.of(Queue.ALL), 50).stream()
            .filter(row -> row.number().equals(number))
            .findFirst()
            .orElseThrow()
            .withheld();
    return List.of(own, desk);
  }

  private List<ActivityKind> story(Viewer viewer, String number) {
    return view(viewer, number).timeline().stream().map(TimelineEntry::activityKind).toList();
  }

  @Test
  void systemsHearOfItWhenTheLastApprovalIsThereAndOfWhatHappenedMeanwhile() {
    String number = askForAccess(camille);
    assertThat(stages(number)).extracting(Stage::isOpen).containsExactly(true, false);
    assertThat(stages(number)).extracting(Stage::who).containsExactly("Julien Petit", "Sofia Lind");
    run(() -> domain.requestDesk.reply(camille, number, "It is urgent"));
    assertThat(deliveries()).isEmpty();
    assertThat(domain.notifications.waiting(sofia).decisions()).as("it is not her turn").isZero();

    approve(julien);
    assertThat(domain.notifications.waiting(julien).decisions()).isZero();
    assertThat(deliveries()).isEmpty();

    assertThat(isWithheld(number)).containsExactly(true, true);

    approve(sofia);
    assertThat(isWithheld(number)).containsExactly(false, false);
    assertThat(deliveries())
        .containsExactly(
            "request.submitted crm",
            "request.submitted helpdesk",
            "request.submitted invoicing",
            "request.submitted storage",
            "message.added helpdesk");
    assertThat(stages(number)).extracting(Stage::outcome).containsOnly(Stage.Outcome.DONE);
    assertThat(story(camille, number))
        .containsExactly(
            ActivityKind.SUBMITTED,
            ActivityKind.STAGE_OPENED,
            ActivityKind.REPLY,
            ActivityKind.STAGE_DONE,
            ActivityKind.STAGE_OPENED,
            ActivityKind.STAGE_DONE);
    assertThat(events("stage.%"))
        .containsExactly("stage.opened", "stage.done", "stage.opened", "stage.done");
    assertThat(texts("select actor from audit_entry where action = 'stage.done' order by id"))
        .containsExactly("Julien Petit", "Sofia Lind");
    run(() -> domain.requestDesk.reply(camille, number, "Thank you"));
    assertThat(deliveries()).last().isEqualTo("message.added helpdesk");
    assertThat(deliveries()).hasSize(6);
  }

  @Test
  void aFlowMarkedSoIsToldAtOnceAndNotAgain() {
    domain.jdbi.useHandle(
        handle -> handle.execute("update flow set at_once = true where key = 'helpdesk-ticket'"));
    askForAccess(camille);
    assertThat(deliveries()).containsExactly("request.submitted helpdesk");
    approve(julien);
    approve(sofia);
    assertThat(deliveries())
        .containsExactlyInAnyOrder(
            "request.submitted crm",
            "request.submitted helpdesk",
            "request.submitted invoicing",
            "request.submitted storage");
  }

  @Test
  void whatIsDeclinedGoesNowhereAndTheCustomerHearsWhy() {
    String number = askForAccess(camille);
    long stage = waiting(julien);
    assertThatThrownBy(() -> run(() -> domain.decide.refuse(julien, stage, " ")))
        .isInstanceOf(IllegalArgumentException.class);
    run(() -> domain.decide.refuse(julien, stage, "Not before May"));

    assertThat(view(camille, number).status()).isEqualTo(RequestStatus.CANCELLED);
    assertThat(deliveries()).isEmpty();
    TimelineEntry entry =
        view(camille, number).timeline().stream()
            .filter(one -> one.activityKind() == ActivityKind.STAGE_REFUSED)
            .findFirst()
            .orElseThrow();
    assertThat(entry.body()).isEqualTo("Not before May");
    assertThat(entry.author()).isEqualTo("Julien Petit");
    assertThat(domain.notifications.list(camille, Long.MAX_VALUE, 9))
        .extracting(NotificationRow::activityKind)
        .containsExactly("STAGE_REFUSED");
    assertThat(domain.notifications.waiting(sofia).decisions()).isZero();
    assertThat(events("stage.%")).containsExactly("stage.opened", "stage.refused");
    run(() -> domain.requestDesk.reply(camille, number, "A pity"));
    assertThat(deliveries()).isEmpty();
  }

  @Test
  void nobodyDecidesAboutHisOwnRequest() {
    String number = askForAccess(julien);
    long stage = stages(number).get(0).id();
    assertThat(domain.decisions.list(julien, 0, 10)).isEmpty();
    assertThatThrownBy(() -> run(() -> domain.decide.approve(julien, stage, "")))
        .isInstanceOf(NotAllowed.class);

    assertThat(stages(number).get(0).who()).as("there is no other manager").isNull();
    approve(sofia);
    assertThat(stages(number).get(0).decidedBy()).isEqualTo("Sofia Lind");
  }

  @Test
  void whoIsNotAskedDoesNotDecide() {
    String number = askForAccess(camille);
    long stage = stages(number).get(0).id();
    for (Viewer other : List.of(nadia, tom, sofia, albert)) {
      assertThat(domain.notifications.waiting(other).decisions()).isZero();
      assertThat(domain.decisions.find(other, number)).isEmpty();
      assertThatThrownBy(() -> run(() -> domain.decide.approve(other, stage, "")))
          .isInstanceOf(NotVisible.class);
    }
    assertThatThrownBy(() -> run(() -> domain.decide.approve(camille, stage, "")))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void whoIsToDecideSeesTheRequestAsCustomersDoUntilHeHas() {
    keep(REPAIR, StageKind.APPROVAL, Decider.PERSON, albert.personId().toString(), "");
    String number = askForRepair();
    run(() -> domain.requestDesk.note(tom, number, "He is a difficult one"));

    assertThat(story(albert, number)).doesNotContain(ActivityKind.NOTE);
    assertThat(view(albert, number).atDesk()).isFalse();
    Asked asked = domain.decisions.find(albert, number).orElseThrow();
    assertThat(asked.fields()).containsEntry("device", "Laptop");
    assertThat(domain.notifications.list(albert, Long.MAX_VALUE, 9))
        .extracting(NotificationRow::kind)
        .containsExactly("DECISION");

    approve(albert);
    assertThatThrownBy(() -> view(albert, number)).isInstanceOf(NotVisible.class);
  }

  @Test
  void ofTwoAtOnceOneWinsAndTheOtherHearsWhoDid() throws Exception {
    UUID workshop = team("workshop");
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into team_member (team_id, person_id) values (?, ?)",
                workshop,
                albert.personId()));
    Viewer second = domain.viewer("albert", Role.AGENT);
    keep(REPAIR, StageKind.APPROVAL, Decider.TEAM, workshop.toString(), "");
    TestDomain other = domain.anotherNode();
    try {
      for (int i = 0; i < 5; i++) {
        String number = askForRepair();
        long stage = stages(number).get(0).id();
        assertThat(together(other, second, stage)).containsExactlyInAnyOrder("decided", "too late");
        assertThat(story(sofia, number))
            .filteredOn(kind -> kind.name().startsWith("STAGE_"))
            .hasSize(2);
      }
    } finally {
      other.close();
    }
    assertThat(deliveries()).hasSize(5 * 4);
  }

  private List<String> together(TestDomain other, Viewer second, long stage) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Future<String>> all =
          List.of(
              both.submit(() -> decide(domain, tom, stage, barrier)),
              both.submit(() -> decide(other, second, stage, barrier)));
      List<String> results = new ArrayList<>();
      for (Future<String> one : all) {
        results.add(one.get());
      }
      return results;
    } finally {
      both.shutdown();
    }
  }

  private static String decide(TestDomain node, Viewer who, long stage, CyclicBarrier barrier)
      throws Exception {
    barrier.await();
    try {
      return node.inTransaction(
          () -> {
            node.decide.approve(who, stage, "");
            return "decided";
          });
    } catch (AlreadyDecided e) {
      assertThat(e.by()).isNotNull().isNotEqualTo(who.name());
      assertThat(e.isRefused()).isFalse();
      return "too late";
    }
  }

  @Test
  void itGoesOnAfterARestartWhereItStood() throws Exception {
    String number = askForAccess(camille);
    approve(julien);
    TestDomain again = domain.anotherNode();
    try {
      long stage = again.decisions.list(sofia, 0, 10).get(0).stage();
      again.inTransaction(
          () -> {
            again.decide.approve(sofia, stage, "Read only");
            return null;
          });
    } finally {
      again.close();
    }
    assertThat(stages(number)).extracting(Stage::outcome).containsOnly(Stage.Outcome.DONE);
    assertThat(deliveries()).hasSize(4);
  }

  @Test
  void aSystemConfirmsByItsDeliveryAndTheNextStageOpens() {
    keep(REPAIR, StageKind.TASK, Decider.SYSTEM, "crm", "");
    keep(REPAIR, StageKind.TASK, Decider.TEAM, team("workshop").toString(), "");
    String number = askForRepair();
    assertThat(deliveries()).as("nobody has to agree").hasSize(4);
    assertThat(watch()).isZero();
    assertThat(domain.notifications.waiting(tom).decisions()).isZero();

    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update delivery set state = 2 where connector_id = (select id from connector where key = 'crm')"));
    assertThat(watch()).isEqualTo(1);
    assertThat(watch()).isZero();
    TimelineEntry done =
        view(camille, number).timeline().stream()
            .filter(entry -> entry.activityKind() == ActivityKind.STAGE_DONE)
            .findFirst()
            .orElseThrow();
    assertThat(done.origin()).isEqualTo("crm");
    approve(tom);
    assertThat(stages(number)).extracting(Stage::outcome).containsOnly(Stage.Outcome.DONE);
  }

  @Test
  void whoIsToDecideIsRemindedAndNotInVain() {
    keep(REPAIR, StageKind.APPROVAL, Decider.PERSON, sofia.personId().toString(), "24");
    String number = askForRepair();
    assertThat(watch()).isZero();
    later();
    assertThat(watch()).isEqualTo(1);
    assertThat(watch()).as("the next one is a day away").isZero();
    assertThat(domain.notifications.list(sofia, Long.MAX_VALUE, 9))
        .extracting(NotificationRow::activityKind)
        .containsExactly("STAGE_REMINDED", "STAGE_OPENED");

    later();
    run(() -> domain.customerSteps.cancel(camille, number, ""));
    assertThat(watch()).isEqualTo(1);
    assertThat(watch()).isZero();
    assertThat(story(camille, number))
        .filteredOn(kind -> kind == ActivityKind.STAGE_REMINDED)
        .as("of a cancelled request nobody is reminded")
        .hasSize(1);
  }

  private void later() {
    domain.jdbi.useHandle(
        handle ->
            handle.execute("update request_stage set remind_at = now() - interval '1 minute'"));
  }

  private int watch() {
    int looked = 0;
    for (UUID request : domain.watchStages.due(Set.of())) {
      looked += domain.inTransaction(() -> domain.watchStages.look(request)) ? 1 : 0;
    }
    return looked;
  }

  @Test
  void aCancelledRequestWaitsForNobody() {
    String number = askForAccess(camille);
    long stage = waiting(julien);
    run(() -> domain.customerSteps.cancel(camille, number, ""));
    assertThat(domain.notifications.waiting(julien).decisions()).isZero();
    assertThatThrownBy(() -> run(() -> domain.decide.approve(julien, stage, "")))
        .isInstanceOfSatisfying(AlreadyDecided.class, e -> assertThat(e.by()).isNull());
    assertThat(deliveries()).isEmpty();
  }

  @Test
  void whoWasToDecideSeesNothingAnyMoreWhenTheRequestEnds() {
    keep(REPAIR, StageKind.APPROVAL, Decider.PERSON, albert.personId().toString(), "");
    for (String end : List.of("CANCELLED", "CLOSED")) {
      String number = askForRepair();
      assertThat(view(albert, number).number()).isEqualTo(number);
      set(number, end);
      assertThatThrownBy(() -> view(albert, number)).isInstanceOf(NotVisible.class);
      assertThat(domain.notifications.waiting(albert).decisions()).isZero();
    }
  }

  private void set(String number, String status) {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update service_request set status = ? where number = ?", status, number));
  }

  @Test
  void noToWhatASystemSolvedAlreadyMeansWorkAndNotAnEnd() {
    keep(REPAIR, StageKind.TASK, Decider.TEAM, team("workshop").toString(), "");
    String number = askForRepair();
    set(number, "SOLVED");
    long stage = waiting(tom);
    run(() -> domain.decide.refuse(tom, stage, "It still smokes"));
    assertThat(view(camille, number).status()).isEqualTo(RequestStatus.IN_PROGRESS);
  }

  @Test
  void aTeamDecidesByThoseWhoAreStaff() {
    keep(REPAIR, StageKind.TASK, Decider.TEAM, team("workshop").toString(), "");
    String number = askForRepair();
    long stage = waiting(tom);
    Viewer former = domain.viewer("tom", Role.CUSTOMER);
    assertThat(domain.notifications.waiting(former).decisions()).isZero();
    assertThatThrownBy(() -> view(former, number)).isInstanceOf(NotVisible.class);
    assertThatThrownBy(() -> run(() -> domain.decide.approve(former, stage, "")))
        .isInstanceOf(NotVisible.class);
  }

  @Test
  void whoFiledItForSomebodyDoesNotDecideAboutIt() {
    keep(REPAIR, StageKind.APPROVAL, Decider.PERSON, tom.personId().toString(), "");
    Map<String, String> broken = Map.of("device", "Laptop", "description", "Broken");
    Submission submission = new Submission(REPAIR, broken, UUID.randomUUID());
    String number =
        domain.inTransaction(() -> domain.submitRequest.submitFor(tom, camille, submission));
    long stage = stages(number).get(0).id();
    assertThatThrownBy(() -> run(() -> domain.decide.approve(tom, stage, "")))
        .isInstanceOf(NotVisible.class);
    approve(sofia);
  }

  @Test
  void whatADeciderAsksIsNotTheCustomersAnswer() {
    keep(REPAIR, StageKind.TASK, Decider.PERSON, albert.personId().toString(), "");
    String number = askForRepair();
    set(number, "WAITING_FOR_CUSTOMER");
    run(() -> domain.requestDesk.reply(albert, number, "Is it insured?"));
    assertThat(view(sofia, number).status()).isEqualTo(RequestStatus.WAITING_FOR_CUSTOMER);
    run(() -> domain.requestDesk.reply(camille, number, "Yes"));
    assertThat(view(sofia, number).status()).isEqualTo(RequestStatus.IN_PROGRESS);
  }

  @Test
  void aStageIsInTheWayOfSteps() {
    String number = askForAccess(camille);
    assertThatThrownBy(() -> change(number, RequestStatus.IN_PROGRESS))
        .isInstanceOf(StageInTheWay.class);
    change(number, RequestStatus.CANCELLED);

    keep(REPAIR, StageKind.TASK, Decider.TEAM, team("workshop").toString(), "");
    String repair = askForRepair();
    change(repair, RequestStatus.IN_PROGRESS);
    assertThatThrownBy(() -> change(repair, RequestStatus.SOLVED))
        .isInstanceOf(StageInTheWay.class);
    approve(tom);
    change(repair, RequestStatus.SOLVED);
  }

  private void change(String number, RequestStatus to) {
    run(() -> domain.requestDesk.changeStatus(sofia, number, to, view(sofia, number).version()));
  }

  @Test
  void stagesThatAreChangedLeaveRequestsUnderWayAlone() {
    String before = askForAccess(camille);
    domain.stagesOfServices.of(sofia, ACCESS).stream()
        .skip(1)
        .forEach(line -> run(() -> domain.serviceStages.remove(sofia, ACCESS, line.id())));
    String after = askForAccess(camille);
    assertThat(stages(before)).hasSize(2);
    assertThat(stages(after)).hasSize(1);
  }

  @Test
  void anErasedDeciderLeavesItToTheSupervisors() {
    keep(REPAIR, StageKind.APPROVAL, Decider.PERSON, albert.personId().toString(), "");
    String number = askForRepair();
    domain.jdbi.useHandle(
        handle ->
            handle.execute("update person set erased_at = now() where id = ?", albert.personId()));
    assertThat(stages(number).get(0).who()).isNull();
    approve(sofia);
  }

  private UUID team(String key) {
    return UUID.fromString(texts("select id::text from team where key = ?", key).get(0));
  }

  private void keep(String type, StageKind kind, Decider decider, String who, String remind) {
    run(
        () ->
            domain.serviceStages.save(
                sofia,
                new StageDraft(type, null, 0, "A look", "Un regard", kind, decider, who, remind)));
  }
}
