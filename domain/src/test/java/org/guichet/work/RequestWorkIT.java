package org.guichet.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachment;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.decision.Decision;
import org.guichet.request.ChangedMeanwhile;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.guichet.request.StageInTheWay;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.guichet.stage.Decider;
import org.guichet.stage.StageDraft;
import org.guichet.stage.StageKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** B3: checklist, time spent, links, merge and split. */
class RequestWorkIT {
  private static TestDomain domain;
  private static Viewer camille;
  private static Viewer julien;
  private static Viewer nadia;
  private static Viewer tom;
  private static Viewer sofia;
  private String number;

  @BeforeAll
  static void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    julien = domain.viewer("julien", Role.CUSTOMER);
    nadia = domain.viewer("nadia", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  @BeforeEach
  void aRequest() {
    number = submit(camille, "Laptop");
  }

  private static String submit(Viewer viewer, String device) {
    Map<String, String> fields = Map.of("device", device, "description", "It fell");
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                viewer, new Submission("device-repair", fields, UUID.randomUUID())));
  }

  private static void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  private RequestWork work() {
    return work(tom, number);
  }

  private static RequestWork work(Viewer viewer, String of) {
    return domain.requestWorks.of(viewer, domain.requests.visible(viewer, of).orElseThrow());
  }

  private static RequestView view(Viewer viewer, String of) {
    return domain.requests.view(viewer, of);
  }

  private static List<String> texts(String sql, String number) {
    return domain.jdbi.withHandle(
        handle -> handle.createQuery(sql).bind("number", number).mapTo(String.class).list());
  }

  private static List<String> events(String of) {
    return texts(
        "select e.type from outbox_event e join service_request r on r.id = e.request_id"
            + " where r.number = :number order by e.id",
        of);
  }

  private static List<String> told(Viewer viewer, String... numbers) {
    return Stream.of(numbers)
        .flatMap(
            of ->
                texts(
                    "select n.kind from notification n join service_request r on r.id = n.request_id"
                        + " where r.number = :number and n.person_id = '"
                        + viewer.personId()
                        + "' order by n.kind",
                    of)
                    .stream())
        .sorted()
        .toList();
  }

  private static List<ActivityKind> kinds(Viewer viewer, String of) {
    return view(viewer, of).timeline().stream().map(TimelineEntry::activityKind).toList();
  }

  private static TimelineEntry last(Viewer viewer, String of, ActivityKind kind) {
    return view(viewer, of).timeline().stream()
        .filter(entry -> entry.activityKind() == kind)
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  private static long key(Viewer viewer, String of, String body) {
    return view(viewer, of).timeline().stream()
        .filter(entry -> body.equals(entry.body()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void tasksAreAddedDoneMovedAndTakenAway() {
    for (String task : List.of("Order the  part ", "Fit it", "Test it")) {
      run(() -> domain.checklist.add(tom, number, task));
    }
    List<ChecklistItem> items = work().checklist();
    assertThat(items)
        .extracting(ChecklistItem::task)
        .containsExactly("Order the part", "Fit it", "Test it");
    long first = items.get(0).id();
    run(() -> domain.checklist.tick(tom, number, first, true));
    run(() -> domain.checklist.tick(sofia, number, first, true));
    assertThat(work().checklist().get(0).doneBy()).as("who was first").isEqualTo("Tom Becker");
    assertThat(work().done()).isEqualTo(1);
    run(() -> domain.checklist.tick(sofia, number, first, false));
    assertThat(work().done()).isZero();

    run(() -> domain.checklist.move(tom, number, items.get(2).id(), true));
    run(() -> domain.checklist.move(tom, number, first, true));
    assertThat(work().checklist())
        .extracting(ChecklistItem::task)
        .containsExactly("Order the part", "Test it", "Fit it");
    run(() -> domain.checklist.move(tom, number, first, false));
    run(() -> domain.checklist.remove(tom, number, items.get(1).id()));
    run(() -> domain.checklist.remove(tom, number, items.get(1).id()));
    assertThat(work().checklist())
        .extracting(ChecklistItem::task)
        .containsExactly("Test it", "Order the part");
    String other = submit(camille, "Screen");
    run(() -> domain.checklist.remove(tom, other, first));
    assertThat(work().checklist()).as("another request’s").hasSize(2);
  }

  @Test
  void badTasksAndTimesAreRefused() {
    for (String bad : new String[] {null, " \n ", "x".repeat(201)}) {
      assertThatThrownBy(() -> run(() -> domain.checklist.add(tom, number, bad)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> run(() -> domain.timeSpent.add(tom, number, 5, bad)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int bad : new int[] {0, -5, 1_441}) {
      assertThatThrownBy(() -> run(() -> domain.timeSpent.add(tom, number, bad, "x")))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int i = 0; i < Checklist.MOST; i++) {
      run(() -> domain.checklist.add(tom, number, "Again"));
    }
    assertThatThrownBy(() -> run(() -> domain.checklist.add(tom, number, "One too many")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everybodyMendsHisOwnTimeAndNobodyElses() {
    run(() -> domain.timeSpent.add(tom, number, 25, "Looked at it"));
    run(() -> domain.timeSpent.add(sofia, number, 10, "Called her"));
    Worked his = work().worked().get(0);
    assertThat(work().minutes()).isEqualTo(35);

    run(() -> domain.timeSpent.mend(tom, number, his.id(), his.version(), 30, "Looked inside"));
    assertThatThrownBy(
            () -> run(() -> domain.timeSpent.mend(tom, number, his.id(), his.version(), 1, "Late")))
        .as("an older window")
        .isInstanceOf(ChangedMeanwhile.class);
    assertThatThrownBy(
            () -> run(() -> domain.timeSpent.mend(sofia, number, his.id(), 1, 1, "Not hers")))
        .isInstanceOf(ChangedMeanwhile.class);
    run(() -> domain.timeSpent.remove(sofia, number, his.id()));
    assertThat(work().worked())
        .extracting(Worked::minutes, Worked::purpose, Worked::worker)
        .containsExactly(
            tuple(30, "Looked inside", "Tom Becker"), tuple(10, "Called her", "Sofia Lind"));
    run(() -> domain.timeSpent.remove(tom, number, his.id()));
    assertThat(work().minutes()).isEqualTo(10);
  }

  @Test
  void ofVeryManyTheNewestAreListed() {
    int many = RequestWork.MOST_LISTED + 2;
    UUID request = view(tom, number).id();
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into time_spent (request_id, worker_id, minutes, purpose, written_at)"
                    + " select ?, ?, 2, 'Part ' || n, now() from generate_series(1, ?) n",
                request,
                tom.personId(),
                many));
    for (int i = 1; i <= many; i++) {
      String other = submit(camille, "Screen " + i);
      run(() -> domain.requestLinks.add(tom, other, LinkKind.BLOCKS, number));
    }
    RequestWork work = work();
    assertThat(work.worked()).hasSize(RequestWork.MOST_LISTED);
    assertThat(work.worked().get(0).purpose()).isEqualTo("Part 3");
    assertThat(work.minutes()).as("of all").isEqualTo(2 * many);
    assertThat(work.links()).hasSize(RequestWork.MOST_LISTED);
    assertThat(work.links().get(0).subject()).contains("Screen " + many);
    assertThat(work.moreWorked() && work.moreLinks()).isTrue();

    run(() -> domain.timeSpent.remove(tom, number, work.worked().get(0).id()));
    run(() -> domain.timeSpent.remove(tom, number, work.worked().get(1).id()));
    assertThat(work().worked().get(0).purpose()).isEqualTo("Part 1");
    assertThat(work().moreWorked()).isFalse();
  }

  @Test
  void nothingOfItIsForCustomersOrForeignTeams() {
    Viewer stranger = new Viewer(nadia.personId(), "N", "", Set.of(Role.AGENT), Set.of(), Set.of());
    String other = submit(camille, "Screen");
    assertThatThrownBy(() -> run(() -> domain.checklist.add(camille, number, "x")))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> run(() -> domain.timeSpent.add(camille, number, 1, "x")))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(
            () -> run(() -> domain.requestLinks.add(camille, number, LinkKind.BLOCKS, other)))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> run(() -> domain.mergeRequests.merge(camille, number, other)))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> run(() -> domain.checklist.add(stranger, number, "x")))
        .isInstanceOf(NotVisible.class);
    assertThatThrownBy(
            () -> run(() -> domain.requestLinks.add(stranger, number, LinkKind.BLOCKS, other)))
        .isInstanceOf(NotVisible.class);
    assertThatThrownBy(
            () ->
                run(
                    () ->
                        domain.splitRequest.split(
                            stranger,
                            number,
                            new SplitRequest.Part(UUID.randomUUID(), "x", Set.of(), Set.of()))))
        .isInstanceOf(NotVisible.class);
  }

  @Test
  void nothingGoesAroundSomebodysConsent() {
    Map<String, String> wanted = Map.of("system", "Payroll", "purpose", "January");
    String access =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    camille, new Submission("system-access", wanted, UUID.randomUUID())));
    SplitRequest.Part part =
        new SplitRequest.Part(UUID.randomUUID(), "Payroll", Set.of(), Set.of());

    assertThatThrownBy(() -> run(() -> domain.splitRequest.split(sofia, access, part)))
        .isInstanceOf(StageInTheWay.class);
    assertThatThrownBy(() -> run(() -> domain.mergeRequests.merge(sofia, access, number)))
        .isInstanceOf(StageInTheWay.class);

    long first = domain.decisions.list(julien, 0, 1).get(0).stage();
    run(() -> domain.decide.approve(julien, first, ""));
    long last = domain.decisions.list(sofia, 0, 1).get(0).stage();
    run(() -> domain.decide.refuse(sofia, last, "No"));
    assertThatThrownBy(() -> run(() -> domain.splitRequest.split(sofia, access, part)))
        .as("what was declined stays declined")
        .isInstanceOf(StageInTheWay.class);
  }

  @Test
  void aPartHasTheStagesThatTheWholeHasYetToGoThrough() {
    run(
        () ->
            domain.serviceStages.save(
                sofia,
                new StageDraft(
                    "device-repair",
                    null,
                    0,
                    "A look",
                    "Un regard",
                    StageKind.TASK,
                    Decider.PERSON,
                    sofia.personId().toString(),
                    "")));
    String whole = submit(camille, "Theremin");
    SplitRequest.Part part =
        new SplitRequest.Part(UUID.randomUUID(), "Its cable", Set.of(), Set.of());
    String made = domain.inTransaction(() -> domain.splitRequest.split(tom, whole, part));

    assertThat(domain.decisions.list(sofia, 0, 9))
        .extracting(Decision::number)
        .containsExactly(whole, made);
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "delete from service_stage where type_id in (select id from request_type where key = 'device-repair')"));
  }

  @Test
  void linksReadFromBothSidesAndAreToldToSystemsButNotToCustomers() {
    String other = submit(julien, "Screen");
    run(() -> domain.requestLinks.add(tom, number, LinkKind.BLOCKS, other));
    run(() -> domain.requestLinks.add(tom, number, LinkKind.BLOCKS, other));
    run(() -> domain.requestLinks.add(tom, number, LinkKind.RELATES, other));
    run(() -> domain.requestLinks.add(tom, other, LinkKind.RELATES, number));
    assertThat(work().links())
        .extracting(LinkedRequest::number, LinkedRequest::kind, LinkedRequest::outgoing)
        .containsExactlyInAnyOrder(
            tuple(other, LinkKind.BLOCKS, true), tuple(other, LinkKind.RELATES, true));
    assertThat(work(tom, other).links())
        .extracting(LinkedRequest::number, LinkedRequest::kind, LinkedRequest::outgoing)
        .containsExactlyInAnyOrder(
            tuple(number, LinkKind.BLOCKS, false), tuple(number, LinkKind.RELATES, false));
    assertThat(events(number)).containsOnlyOnce("request.submitted").contains("request.linked");
    assertThat(kinds(camille, number)).doesNotContain(ActivityKind.LINKED);

    run(() -> domain.requestLinks.remove(tom, other, LinkKind.BLOCKS, number));
    assertThat(work().links()).hasSize(1);
    assertThat(kinds(tom, other)).contains(ActivityKind.UNLINKED);
    for (LinkKind kind : List.of(LinkKind.MERGED, LinkKind.SPLIT)) {
      assertThatThrownBy(() -> run(() -> domain.requestLinks.add(tom, number, kind, other)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () -> run(() -> domain.requestLinks.add(tom, number, LinkKind.BLOCKS, number)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLinkedRequestOfAnotherDeskIsNotShown() {
    String other = submit(camille, "Screen");
    run(() -> domain.requestLinks.add(sofia, number, LinkKind.RELATES, other));
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update service_request set team_id = (select id from team where key = 'office') where number = ?",
                other));
    assertThat(work(tom, number).links()).isEmpty();
    assertThat(work(sofia, number).links()).hasSize(1);
    assertThat(work(tom, number).ofCustomer())
        .as("nor counted")
        .isLessThan(work(sofia, number).ofCustomer());
    assertThat(work(sofia, number).openOfCustomer()).isBetween(2, work(sofia, number).ofCustomer());
  }

  @Test
  void aMergedRequestIsClosedAndItsPeopleFollowTheOther() {
    String first = submit(julien, "Laptop, too");
    run(() -> domain.requestDesk.reply(camille, number, "It smells."));
    run(() -> domain.mergeRequests.merge(tom, number, first));

    assertThat(view(camille, number).status()).isEqualTo(RequestStatus.CLOSED);
    assertThat(view(camille, number).timeline())
        .extracting(TimelineEntry::body)
        .contains("It smells.");
    assertThat(last(camille, number, ActivityKind.MERGED).detailTexts())
        .containsEntry("into", first);
    assertThat(view(camille, first).number()).as("follows it").isEqualTo(first);
    assertThat(kinds(camille, first)).doesNotContain(ActivityKind.MERGED_HERE);
    assertThat(kinds(tom, first)).contains(ActivityKind.MERGED_HERE, ActivityKind.FOLLOWER_ADDED);
    assertThat(work(tom, first).links())
        .extracting(LinkedRequest::number, LinkedRequest::kind, LinkedRequest::outgoing)
        .containsExactly(tuple(number, LinkKind.MERGED, false));
    assertThat(events(number)).contains("request.merged", "request.status_changed");
    assertThat(told(camille, number, first)).containsExactly("FOLLOWING", "STATUS");
    assertThatThrownBy(() -> run(() -> domain.mergeRequests.merge(tom, number, first)))
        .isInstanceOfSatisfying(
            NotMergeable.class,
            refused -> assertThat(refused.why()).isEqualTo(NotMergeable.Why.CLOSED));
  }

  @Test
  void whatGoesOnMustBeOpen() {
    String closed = submit(camille, "Old");
    run(
        () ->
            domain.requestDesk.changeStatus(
                tom, closed, RequestStatus.CANCELLED, view(tom, closed).version()));
    assertThatThrownBy(() -> run(() -> domain.mergeRequests.merge(tom, number, closed)))
        .isInstanceOfSatisfying(
            NotMergeable.class,
            refused -> assertThat(refused.why()).isEqualTo(NotMergeable.Why.OTHER_CLOSED));
    assertThatThrownBy(() -> run(() -> domain.mergeRequests.merge(tom, number, number)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(view(tom, number).status()).isEqualTo(RequestStatus.SUBMITTED);
  }

  @Test
  void acrossOrganizationsOnlyASupervisorMergesAndNobodySeesTheForeignOne() {
    String foreign = submit(nadia, "Laptop of another company");
    assertThatThrownBy(() -> run(() -> domain.mergeRequests.merge(tom, number, foreign)))
        .isInstanceOfSatisfying(
            NotMergeable.class,
            refused -> assertThat(refused.why()).isEqualTo(NotMergeable.Why.OTHER_ORGANIZATION));

    run(() -> domain.mergeRequests.merge(sofia, number, foreign));
    assertThat(last(camille, number, ActivityKind.MERGED).detailTexts()).isEmpty();
    assertThat(view(camille, number).status()).isEqualTo(RequestStatus.CLOSED);
    assertThatThrownBy(() -> view(camille, foreign)).isInstanceOf(NotVisible.class);
    assertThatThrownBy(() -> view(julien, foreign)).isInstanceOf(NotVisible.class);
    assertThat(view(camille, number).timeline().toString()).doesNotContain(foreign);
    assertThat(view(nadia, foreign).timeline().toString()).doesNotContain(number);
    assertThat(work(sofia, number).links())
        .extracting(LinkedRequest::number)
        .containsExactly(foreign);
  }

  @Test
  void aPartBecomesARequestOfTheSameCustomerWithCopiesOfWhatWasChosen() throws Exception {
    UUID draft = UUID.randomUUID();
    run(() -> receive(camille, draft, "receipt.txt"));
    run(() -> domain.requestDesk.reply(camille, number, "And the printer is broken.", draft, null));
    UUID secret = UUID.randomUUID();
    run(() -> receive(tom, secret, "price.txt"));
    run(() -> domain.requestDesk.note(tom, number, "Cheap one.", secret));
    run(() -> domain.requestDesk.reply(camille, number, "Thank you."));
    run(() -> domain.participants.add(camille, number, julien.personId()));
    UUID hidden = file(number, "price.txt").id();
    SplitRequest.Part part =
        new SplitRequest.Part(
            UUID.randomUUID(),
            " The printer ",
            Set.of(key(tom, number, "And the printer is broken."), 1L),
            Set.of(hidden));

    String made = domain.inTransaction(() -> domain.splitRequest.split(tom, number, part));
    assertThat(domain.inTransaction(() -> domain.splitRequest.split(tom, number, part)))
        .as("the second click")
        .isEqualTo(made);

    RequestView its = view(camille, made);
    assertThat(its.subject()).isEqualTo("The printer");
    assertThat(its.requester()).isEqualTo("Camille Moreau");
    assertThat(its.status()).isEqualTo(RequestStatus.SUBMITTED);
    assertThat(its.timeline())
        .extracting(TimelineEntry::activityKind)
        .containsExactly(ActivityKind.SUBMITTED, ActivityKind.REPLY, ActivityKind.SPLIT_FROM);
    assertThat(its.files()).extracting(Attachment::name).containsExactly("receipt.txt");
    assertThat(view(tom, made).files())
        .as("a note’s file without its note")
        .extracting(Attachment::name)
        .containsExactly("receipt.txt");
    try (var content = domain.attachments.open(its.files().get(0).id())) {
      assertThat(content.readAllBytes()).isEqualTo("receipt.txt".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(view(camille, number).files()).as("keeps its own").hasSize(1);
    assertThat(kinds(camille, number)).contains(ActivityKind.SPLIT_OFF);
    assertThat(view(julien, made).number()).isEqualTo(made);
    assertThat(events(made)).containsExactly("request.submitted");
    assertThat(events(number)).endsWith("request.split");
    assertThat(work(tom, made).links())
        .extracting(LinkedRequest::kind, LinkedRequest::number, LinkedRequest::outgoing)
        .containsExactly(tuple(LinkKind.SPLIT, number, false));
    assertThat(
            domain
                .requestSearch
                .find(camille, RequestFilter.of(RequestFilter.Scope.VISIBLE, false), "printer", 10)
                .requests())
        .extracting(found -> found.row().number())
        .contains(made);
    assertThatThrownBy(
            () ->
                run(
                    () ->
                        domain.splitRequest.split(
                            tom,
                            number,
                            new SplitRequest.Part(UUID.randomUUID(), " ", Set.of(), Set.of()))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Attachment file(String of, String name) {
    return view(tom, of).files().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void receive(Viewer viewer, UUID draft, String name) {
    try {
      domain.attachments.receive(
          viewer, draft, name, new ByteArrayInputStream(name.getBytes(StandardCharsets.UTF_8)));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
