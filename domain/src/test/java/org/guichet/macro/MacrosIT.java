package org.guichet.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.conversation.TimelineEntry;
import org.guichet.macro.Macro.Assign;
import org.guichet.macro.Macro.Say;
import org.guichet.queue.BulkChanges.Chosen;
import org.guichet.queue.BulkChanges.Failure;
import org.guichet.queue.BulkOutcome;
import org.guichet.queue.BulkVerb;
import org.guichet.request.ChangedMeanwhile;
import org.guichet.request.IllegalTransition;
import org.guichet.request.NotInTeam;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.guichet.template.ReplyTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Macros on the real database: kept, and applied to one request and to many. */
class MacrosIT {
  private TestDomain domain;
  private Viewer camille;
  private Viewer tom;
  private Viewer sofia;
  private String number;

  @BeforeEach
  void start() {
    domain = TestDomain.start();
    domain.jdbi.useHandle(
        handle -> {
          handle.execute("delete from macro");
          handle.execute("delete from reply_template");
        });
    camille = domain.viewer("camille", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    number = submit();
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private <T> T run(Callable<T> work) {
    return domain.inTransaction(work);
  }

  private String submit() {
    Map<String, String> fields = Map.of("device", "Laptop", "description", "It fell.");
    return run(
        () ->
            domain.submitRequest.submit(
                camille, new Submission("device-repair", fields, UUID.randomUUID())));
  }

  private UUID team(String key) {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from team where key = :key")
                .bind("key", key)
                .mapTo(UUID.class)
                .one());
  }

  private UUID template(Viewer viewer, String text, UUID team) {
    return run(
        () ->
            domain.templates.save(
                viewer, new ReplyTemplate(null, 0, text.substring(0, 5), text, "", team, null)));
  }

  private static Macro macro(
      RequestStatus status, Priority priority, Assign assign, Say say, UUID template) {
    return new Macro(
        null,
        0,
        "Parts",
        null,
        null,
        status,
        priority,
        assign,
        null,
        null,
        List.of("Parts "),
        say,
        template);
  }

  private static Macro with(Macro macro, UUID team, UUID toPerson, UUID toTeam) {
    return new Macro(
        macro.id(),
        macro.version(),
        macro.name(),
        team,
        null,
        macro.status(),
        macro.priority(),
        macro.assign(),
        toPerson,
        toTeam,
        macro.tags(),
        macro.say(),
        macro.template());
  }

  private UUID save(Viewer viewer, Macro macro) {
    return run(() -> domain.macros.save(viewer, macro));
  }

  private void apply(Viewer viewer, UUID macro, long seen) {
    run(
        () -> {
          domain.applyMacro.apply(viewer, number, macro, seen);
          return null;
        });
  }

  private RequestView view() {
    return domain.requests.view(sofia, number);
  }

  private List<String> kinds() {
    return view().timeline().stream().map(TimelineEntry::kind).toList();
  }

  private long count(String sql) {
    return domain.jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  @Test
  void doesEverythingAtOnceAndSaysThatItWasTheMacro() {
    UUID text = template(tom, "Dear {customer}: {number} is {status}.", null);
    UUID macro =
        save(
            tom,
            macro(RequestStatus.WAITING_FOR_CUSTOMER, Priority.HIGH, Assign.ME, Say.REPLY, text));
    UUID begun = save(sofia, macro(RequestStatus.IN_PROGRESS, null, null, null, null));
    apply(sofia, begun, view().version());
    apply(tom, macro, view().version());

    RequestView after = view();
    assertThat(after.status()).isEqualTo(RequestStatus.WAITING_FOR_CUSTOMER);
    assertThat(after.priority()).isEqualTo(Priority.HIGH);
    assertThat(after.assignee()).isEqualTo("Tom Becker");
    assertThat(domain.requestTags.of(after.id())).containsExactly("parts");
    assertThat(after.timeline())
        .extracting(TimelineEntry::body)
        .contains("Dear Camille Moreau: " + number + " is waiting for the customer.");
    assertThat(kinds())
        .containsSubsequence(
            "MACRO_APPLIED", "STATUS_CHANGED", "PRIORITY_CHANGED", "REPLY", "ASSIGNED");
    assertThat(
            count(
                "select count(*) from audit_entry where action = 'macro.applied'"
                    + " and details ->> 'macro' = 'Parts'"))
        .isEqualTo(2);
    assertThat(domain.requests.view(camille, number).timeline())
        .extracting(TimelineEntry::kind)
        .doesNotContain("MACRO_APPLIED");
  }

  @Test
  void nothingHappensWhenOneStepIsImpossible() {
    UUID text = template(tom, "Hello {customer}", null);
    UUID toStranger =
        save(
            tom,
            with(
                macro(RequestStatus.IN_PROGRESS, Priority.URGENT, Assign.PERSON, Say.NOTE, text),
                null,
                camille.personId(),
                null));
    RequestView before = view();
    assertThatThrownBy(() -> apply(tom, toStranger, before.version()))
        .isInstanceOf(NotInTeam.class);
    UUID closing =
        save(
            sofia,
            macro(
                RequestStatus.CLOSED,
                Priority.URGENT,
                null,
                Say.NOTE,
                template(sofia, "Closed", null)));
    assertThatThrownBy(() -> apply(sofia, closing, before.version()))
        .isInstanceOf(IllegalTransition.class);
    UUID urgent = save(sofia, renamed(macro(null, Priority.URGENT, null, null, null), "Urgent"));
    assertThatThrownBy(() -> apply(sofia, urgent, before.version() - 1))
        .isInstanceOf(ChangedMeanwhile.class);

    assertThat(view().version()).isEqualTo(before.version());
    assertThat(kinds()).containsExactly("SUBMITTED");
    assertThat(domain.requestTags.of(before.id())).isEmpty();
  }

  @Test
  void ofTwoWhoDecideUponTheSameSightOneHasIt() {
    UUID noting =
        save(tom, macro(null, null, null, Say.NOTE, template(tom, "Asked {customer}", null)));
    UUID tagging = save(sofia, macro(null, null, null, null, null));
    long seen = view().version();
    apply(tom, noting, seen);
    assertThatThrownBy(() -> apply(sofia, tagging, seen)).isInstanceOf(ChangedMeanwhile.class);
    long seenThen = view().version();
    apply(sofia, tagging, seenThen);
    assertThatThrownBy(() -> apply(tom, noting, seenThen)).isInstanceOf(ChangedMeanwhile.class);

    assertThat(kinds()).containsExactly("SUBMITTED", "MACRO_APPLIED", "NOTE", "MACRO_APPLIED");
  }

  private static Macro renamed(Macro macro, String name) {
    return new Macro(
        macro.id(),
        macro.version(),
        name,
        macro.team(),
        null,
        macro.status(),
        macro.priority(),
        macro.assign(),
        macro.toPerson(),
        macro.toTeam(),
        macro.tags(),
        macro.say(),
        macro.template());
  }

  @Test
  void toAnotherTeamItGoesLast() {
    UUID macro =
        save(
            tom,
            with(
                macro(null, null, Assign.TEAM, Say.NOTE, template(tom, "Please look", null)),
                null,
                null,
                team("office")));
    apply(tom, macro, view().version());

    assertThat(view().team()).isEqualTo("Front office");
    assertThat(kinds()).endsWith("NOTE", "HANDED_OVER");
    assertThatThrownBy(() -> apply(tom, macro, view().version())).isInstanceOf(NotVisible.class);
  }

  @Test
  void aTeamsMacroWritesOnlyWithWhatTheTeamHas() {
    UUID own = template(sofia, "Mine alone", null);
    UUID shared = template(sofia, "Our own", team("workshop"));
    Macro macro = macro(null, null, null, Say.NOTE, own);
    assertThatThrownBy(() -> save(sofia, with(macro, team("workshop"), null, null)))
        .hasMessageContaining("NOT_SHARED");
    UUID kept =
        save(sofia, with(macro(null, null, null, Say.NOTE, shared), team("workshop"), null, null));
    assertThat(domain.macros.find(tom, kept)).isPresent();
    ReplyTemplate template = domain.templates.get(sofia, shared);
    assertThatThrownBy(
            () ->
                run(
                    () -> {
                      domain.templates.remove(sofia, template);
                      return null;
                    }))
        .hasMessageContaining("IN_USE");
    assertThatThrownBy(() -> save(tom, with(macro, team("workshop"), null, null)))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(
            () ->
                save(
                    tom,
                    new Macro(
                        null, 0, "Idle", null, null, null, null, null, null, null, List.of(), null,
                        null)))
        .hasMessageContaining("NO_ACTION");
  }

  @Test
  void aMacroThatIsGoneDoesNothing() {
    UUID macro = save(sofia, macro(null, Priority.LOW, null, null, null));
    assertThatThrownBy(() -> apply(tom, macro, view().version()))
        .as("somebody else’s")
        .isInstanceOf(MacroGone.class);
  }

  @Test
  void isABulkChangeLikeOthers() {
    UUID macro = save(tom, macro(RequestStatus.SOLVED, null, Assign.ME, null, null));
    String other = submit();
    run(
        () -> {
          domain.requestDesk.changeStatus(sofia, other, RequestStatus.CANCELLED, 1);
          return null;
        });
    List<Chosen> chosen =
        List.of(
            new Chosen(number, view().version()),
            new Chosen(other, domain.requests.view(sofia, other).version()));
    UUID bulk = run(() -> domain.bulkChanges.start(tom, chosen, BulkVerb.MACRO, macro.toString()));
    while (domain.runBulkChanges.few()) {}

    assertThat(domain.bulkChanges.find(tom, bulk).orElseThrow().label()).isEqualTo("Parts");
    assertThat(domain.bulkChanges.failures(tom, bulk, 9))
        .containsExactly(new Failure(other, BulkOutcome.STEP));
    assertThat(view().status()).isEqualTo(RequestStatus.SOLVED);
    assertThatThrownBy(
            () ->
                run(
                    () ->
                        domain.bulkChanges.start(sofia, chosen, BulkVerb.MACRO, macro.toString())))
        .as("somebody else’s macro")
        .isInstanceOf(IllegalArgumentException.class);
  }
}
