package org.guichet.rule;

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
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.guichet.request.Submission;
import org.guichet.rule.Refused.Problem;
import org.guichet.rule.Refused.What;
import org.guichet.rule.RuleRuns.Outcome;
import org.guichet.rule.RuleRuns.Run;
import org.guichet.rule.TryRule.Trial;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules act once on what happened, all or nothing, in their order, and never in circles. */
class RunRulesIT {
  private static final String SENT = "request.submitted";

  private TestDomain domain;
  private Viewer camille;
  private Viewer sofia;
  private Viewer tom;
  private String workshop;
  private String office;

  @BeforeEach
  void theCompany() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    tom = domain.viewer("tom", Role.AGENT);
    workshop = text("select id::text from team where key = 'workshop'");
    office = text("select id::text from team where key = 'office'");
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

  private String text(String sql, Object... values) {
    return texts(sql, values).get(0);
  }

  private List<String> texts(String sql, Object... values) {
    return domain.jdbi.withHandle(handle -> handle.select(sql, values).mapTo(String.class).list());
  }

  private String ask(String device) {
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                camille,
                new Submission(
                    "device-repair",
                    Map.of("device", device, "description", "It smells burnt"),
                    UUID.randomUUID())));
  }

  /** A rule, written like a form: fields and what is typed into them. */
  private Rule rule(String name, String event, Map<String, String> fields) {
    RuleDraft draft =
        new RuleDraft(
            null,
            0,
            name,
            event,
            true,
            fields.containsKey("stopAfter"),
            fields.getOrDefault("service", ""),
            fields.getOrDefault("organization", ""),
            fields.getOrDefault("words", ""),
            fields.getOrDefault("ifPriority", ""),
            fields.getOrDefault("ifStatus", ""),
            fields.getOrDefault("ifTag", ""),
            fields.getOrDefault("channel", ""),
            fields.getOrDefault("assign", ""),
            fields.getOrDefault("setPriority", ""),
            fields.getOrDefault("setStatus", ""),
            fields.getOrDefault("addTag", ""),
            fields.getOrDefault("tell", ""),
            fields.getOrDefault("flow", ""));
    run(() -> domain.keepRules.save(sofia, draft));
    return named(name);
  }

  private Rule named(String name) {
    return domain.rules.all(sofia).stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Asks the rules until nothing waits; returns how many events they were asked about. */
  private int work() {
    return work(domain);
  }

  private static int work(TestDomain node) {
    int asked = 0;
    for (int round = 0; round < 50; round++) {
      List<UUID> waiting = node.runRules.waiting(Set.of());
      if (waiting.isEmpty()) {
        return asked;
      }
      for (UUID request : waiting) {
        asked += node.inTransaction(() -> node.runRules.run(request)) ? 1 : 0;
      }
    }
    throw new AssertionError("rules go round in circles");
  }

  private RequestView view(String number) {
    return domain.requests.view(sofia, number);
  }

  private List<Outcome> outcomes(Rule rule) {
    return domain.ruleRuns.of(sofia, rule.id(), 50).stream().map(Run::outcome).toList();
  }

  private void addToWorkshop(String... usernames) {
    for (String username : usernames) {
      domain.jdbi.useHandle(
          handle ->
              handle.execute(
                  "insert into team_member (team_id, person_id) select ?::uuid, id from person where username = ?",
                  workshop,
                  username));
    }
  }

  @Test
  void aRuleDoesEverythingItSaysOnceAndTellsWhy() {
    Rule rule =
        rule(
            "Burnt",
            SENT,
            Map.of(
                "words", "fire, BURNT",
                "assign", "PERSON:" + tom.personId(),
                "setPriority", "URGENT",
                "setStatus", "IN_PROGRESS",
                "addTag", "Hot",
                "tell", "TEAM",
                "flow", "crm-payment"));
    String number = ask("Laptop");
    assertThat(view(number).assignee()).as("rules come after the event").isNull();
    assertThat(work()).isEqualTo(1);
    assertThat(work()).isZero();

    RequestView view = view(number);
    assertThat(view.assignee()).isEqualTo("Tom Becker");
    assertThat(view.priority()).isEqualTo(Priority.URGENT);
    assertThat(view.status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(domain.requestTags.of(view.id())).containsExactly("hot");
    TimelineEntry entry =
        view.timeline().stream()
            .filter(one -> one.activityKind() == ActivityKind.RULE_APPLIED)
            .findFirst()
            .orElseThrow();
    assertThat(entry.detailTexts())
        .containsEntry("rule", "Burnt")
        .containsEntry("event", SENT)
        .containsEntry("person", "Tom Becker")
        .containsEntry("flow", "crm-payment");
    assertThat(domain.requests.view(camille, number).timeline())
        .extracting(TimelineEntry::activityKind)
        .as("customers see what it led to, and not the rule")
        .containsExactly(
            ActivityKind.SUBMITTED, ActivityKind.ASSIGNED, ActivityKind.STATUS_CHANGED);
    assertThat(texts("select type from outbox_event order by id"))
        .containsExactly(
            SENT,
            "request.assigned",
            "request.priority_changed",
            "request.status_changed",
            "rule.called");
    assertThat(
            texts(
                "select f.key from delivery d join flow f on f.id = d.flow_id"
                    + " join outbox_event e on e.id = d.event_id where e.type = 'rule.called'"))
        .containsExactly("crm-payment");
    assertThat(domain.notifications.list(tom, Long.MAX_VALUE, 9))
        .extracting(NotificationRow::kind)
        .contains("RULE", "ASSIGNED");
    assertThat(texts("select actor from audit_entry where action = 'rule.applied'"))
        .containsExactly("rule Burnt");
    assertThat(outcomes(rule)).containsExactly(Outcome.DONE);
  }

  @Test
  void allConditionsMustHold() {
    String repair = text("select id::text from request_type where key = 'device-repair'");
    String quote = text("select id::text from request_type where key = 'quote'");
    String moreau = text("select id::text from organization where alias = 'cabinet-moreau'");
    String nord = text("select id::text from organization where alias = 'atelier-nord'");
    Map<String, String> holds =
        Map.of(
            "service", repair,
            "organization", moreau,
            "words", "Printer, laptop",
            "ifPriority", "NORMAL",
            "ifStatus", "SUBMITTED",
            "channel", "portal",
            "addTag", "yes");
    rule("All", SENT, holds);
    List<Map.Entry<String, String>> broken =
        List.of(
            Map.entry("service", quote),
            Map.entry("organization", nord),
            Map.entry("words", "plotter"),
            Map.entry("ifPriority", "LOW"),
            Map.entry("ifStatus", "SOLVED"),
            Map.entry("ifTag", "vip"),
            Map.entry("channel", "helpdesk"));
    for (Map.Entry<String, String> one : broken) {
      Map<String, String> fields = new java.util.HashMap<>(holds);
      fields.put(one.getKey(), one.getValue());
      fields.put("addTag", "not " + one.getKey());
      rule("But " + one.getKey(), SENT, fields);
    }
    rule("Off", "request.assigned", Map.of("addTag", "another event"));
    String number = ask("Laptop");
    work();
    assertThat(domain.requestTags.of(view(number).id())).containsExactly("yes");
  }

  @Test
  void rulesAreAskedInTheirOrderUntilOneStops() {
    rule("Tag", SENT, Map.of("addTag", "first"));
    rule("Tagged", SENT, Map.of("ifTag", "first", "setPriority", "HIGH", "stopAfter", "yes"));
    rule("Too late", SENT, Map.of("setPriority", "LOW"));
    Rule off = rule("Switched off", SENT, Map.of("setPriority", "URGENT"));
    run(() -> domain.keepRules.turn(sofia, off.id(), false));
    run(() -> domain.keepRules.move(sofia, off.id(), true));
    String number = ask("Laptop");
    work();
    assertThat(view(number).priority()).isEqualTo(Priority.HIGH);
    assertThat(domain.rules.all(sofia))
        .extracting(Rule::name)
        .containsExactly("Tag", "Tagged", "Switched off", "Too late");
  }

  @Test
  void aRuleThatCannotDoAllOfItDoesNothingAndSaysWhy() {
    Rule rule =
        rule(
            "Impossible",
            SENT,
            Map.of("setPriority", "URGENT", "assign", "ROUND_ROBIN:" + office, "addTag", "x"));
    Rule step = rule("Step", SENT, Map.of("setStatus", "CLOSED", "addTag", "y"));
    rule("Possible", SENT, Map.of("addTag", "z"));
    String number = ask("Laptop");
    work();
    assertThat(view(number).priority()).isEqualTo(Priority.NORMAL);
    assertThat(domain.requestTags.of(view(number).id())).containsExactly("z");
    assertThat(outcomes(rule)).containsExactly(Outcome.FAILED);
    assertThat(domain.ruleRuns.of(sofia, rule.id(), 1).get(0).detailTexts())
        .isEqualTo(Map.of("why", "TEAM_EMPTY", "value", "Front office"));
    assertThat(domain.ruleRuns.of(sofia, step.id(), 1).get(0).detailTexts())
        .isEqualTo(Map.of("why", "NO_STEP", "value", "SUBMITTED"));
    assertThat(view(number).timeline())
        .extracting(TimelineEntry::activityKind)
        .contains(ActivityKind.RULE_STOPPED);
  }

  @Test
  void aRuleThatBreaksIsLeftOutAndTheOthersAct() {
    Rule broken = rule("Broken", SENT, Map.of("addTag", "never"));
    Rule fine = rule("Fine", SENT, Map.of("addTag", "fine"));
    refuseTheTagNever();
    String number = ask("Laptop");
    UUID request = view(number).id();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> domain.inTransaction(() -> domain.runRules.run(request)))
          .isInstanceOfSatisfying(
              RuleBroke.class, e -> run(() -> domain.runRules.broke(request, e)));
      assertThat(domain.requestTags.of(request)).as("nothing is done by half").isEmpty();
    }
    work();
    assertThat(domain.requestTags.of(request)).containsExactly("fine");
    assertThat(outcomes(broken)).containsExactly(Outcome.FAILED);
    assertThat(outcomes(fine)).containsExactly(Outcome.DONE);
  }

  private void refuseTheTagNever() {
    domain.jdbi.useHandle(
        handle -> {
          handle.execute(
              "create function refuse() returns trigger language plpgsql as"
                  + " $$ begin raise exception 'refused'; end $$");
          handle.execute(
              "create trigger refuse before insert on request_tag for each row when (new.tag = 'never')"
                  + " execute function refuse()");
        });
  }

  @Test
  void anEventIsNotBlamedForTheFailureOfTheOneBefore() {
    rule("Broken", SENT, Map.of("addTag", "never"));
    rule("Next", "request.priority_changed", Map.of("addTag", "fine"));
    refuseTheTagNever();
    String number = ask("Laptop");
    UUID request = view(number).id();
    run(() -> domain.requestDesk.changePriority(sofia, number, Priority.HIGH));
    assertThatThrownBy(() -> domain.inTransaction(() -> domain.runRules.run(request)))
        .isInstanceOfSatisfying(
            RuleBroke.class,
            e -> {
              domain.jdbi.useHandle( // another node, to which it did not happen
                  handle -> handle.execute("delete from rule_job where event_id = ?", e.eventId()));
              run(() -> domain.runRules.broke(request, e));
            });
    assertThat(texts("select attempts::text from rule_job where request_id = ?", request))
        .containsExactly("0");
  }

  @Test
  void rulesThatLeadToEachOtherAreStopped() {
    Rule up =
        rule("Up", "request.priority_changed", Map.of("ifPriority", "HIGH", "setPriority", "LOW"));
    Rule down =
        rule(
            "Down", "request.priority_changed", Map.of("ifPriority", "LOW", "setPriority", "HIGH"));
    String number = ask("Laptop");
    run(() -> domain.requestDesk.changePriority(sofia, number, Priority.HIGH));
    work(); // comes to an end
    assertThat(outcomes(up)).contains(Outcome.DONE, Outcome.STOPPED);
    assertThat(outcomes(down)).contains(Outcome.DONE, Outcome.STOPPED);
    assertThat(view(number).timeline())
        .filteredOn(entry -> entry.activityKind() == ActivityKind.RULE_STOPPED)
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.detailTexts()).containsEntry("why", "LOOP"));

    int before = outcomes(up).size();
    run(() -> domain.requestDesk.changePriority(sofia, number, Priority.URGENT));
    run(() -> domain.requestDesk.changePriority(sofia, number, Priority.HIGH));
    work();
    assertThat(outcomes(up).subList(0, outcomes(up).size() - before))
        .as("what a person does begins anew")
        .contains(Outcome.DONE);
  }

  @Test
  void moreThanFiveInARowAreStopped() {
    for (int i = 1; i <= 7; i++) {
      String event = i % 2 == 1 ? "request.priority_changed" : "request.assigned";
      boolean assigns = i % 2 == 1;
      rule(
          "Rule " + i,
          event,
          Map.of(
              "ifTag",
              "t" + i,
              "addTag",
              "t" + (i + 1),
              assigns ? "assign" : "setPriority",
              assigns ? "TEAM:" + (i % 4 == 1 ? office : workshop) : i % 4 == 2 ? "LOW" : "HIGH"));
    }
    String number = ask("Laptop");
    run(() -> domain.requestTags.add(sofia, number, "t1"));
    run(() -> domain.requestDesk.changePriority(sofia, number, Priority.URGENT));
    work();
    assertThat(texts("select rule_name from rule_run where outcome = 'DONE' order by id"))
        .containsExactly("Rule 1", "Rule 2", "Rule 3", "Rule 4", "Rule 5");
    assertThat(texts("select rule_name from rule_run where outcome = 'STOPPED'"))
        .contains("Rule 6");
  }

  @Test
  void theNextInTurnGetsItAlsoWhenTwoNodesChoose() throws Exception {
    addToWorkshop("albert", "ines");
    rule("In turn", SENT, Map.of("assign", "ROUND_ROBIN:" + workshop));
    for (int i = 0; i < 12; i++) {
      ask("Laptop " + i);
    }
    TestDomain other = domain.anotherNode();
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (TestDomain node : List.of(domain, other)) {
        all.add(
            nodes.submit(
                () -> {
                  together.await();
                  return work(node);
                }));
      }
      assertThat(all.get(0).get() + all.get(1).get()).isEqualTo(12);
    } finally {
      nodes.shutdown();
      other.close();
    }
    assertThat(
            texts(
                "select p.name || ' ' || count(*) from service_request r join person p on p.id = r.assignee_id"
                    + " group by p.name order by p.name"))
        .containsExactly("Albert Haas 4", "Ines Roy 4", "Tom Becker 4");
  }

  @Test
  void theLeastBusyGetsIt() {
    addToWorkshop("albert");
    String first = ask("Laptop");
    run(() -> domain.requestDesk.assignToMe(tom, first));
    rule("By load", SENT, Map.of("assign", "LEAST_LOAD:" + workshop));
    String second = ask("Screen");
    work();
    assertThat(view(second).assignee()).isEqualTo("Albert Haas");
  }

  @Test
  void whatHappenedBeforeACrashIsNotLostAndNotDoneTwice() throws Exception {
    Rule rule = rule("Tag", SENT, Map.of("addTag", "seen"));
    String number = ask("Laptop");
    UUID request = view(number).id();
    assertThatThrownBy(
            () ->
                domain.inTransaction(
                    () -> {
                      domain.runRules.run(request);
                      throw new IllegalStateException("the node dies before its commit");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(domain.requestTags.of(request)).isEmpty();

    TestDomain again = domain.anotherNode();
    try {
      assertThat(work(again)).isEqualTo(1);
    } finally {
      again.close();
    }
    assertThat(work()).isZero();
    assertThat(outcomes(rule)).containsExactly(Outcome.DONE);
  }

  @Test
  void aTrialChangesNothing() {
    Rule rule =
        rule(
            "Trial",
            SENT,
            Map.of("words", "laptop", "assign", "ROUND_ROBIN:" + workshop, "setPriority", "HIGH"));
    String number = ask("Screen");
    Trial not = domain.tryRule.on(sofia, rule, number);
    assertThat(not.fit().words()).isFalse();
    assertThat(not.plan()).isNull();

    String fits = ask("Laptop");
    Trial would = domain.tryRule.on(sofia, rule, fits);
    assertThat(would.plan().details())
        .isEqualTo(Map.of("person", "Tom Becker", "priority", "HIGH"));
    assertThat(view(fits).assignee()).isNull();
    assertThat(texts("select team_id::text from rule_turn")).isEmpty();
    assertThat(outcomes(rule)).isEmpty();
    assertThatThrownBy(() -> domain.tryRule.on(sofia, rule, "R-1")).isInstanceOf(NotVisible.class);
    assertThatThrownBy(() -> domain.tryRule.on(tom, rule, fits)).isInstanceOf(NotAllowed.class);

    run(() -> domain.keepRules.remove(sofia, rule.id()));
    assertThatThrownBy(() -> domain.tryRule.on(sofia, rule, fits)).isInstanceOf(RuleGone.class);
  }

  @Test
  void whatIsWrongWithARuleIsSaidAndNothingIsOverwritten() {
    Rule rule = rule("Tag", SENT, Map.of("addTag", "a"));
    assertThatThrownBy(() -> rule("tag", SENT, Map.of("addTag", "b")))
        .isInstanceOfSatisfying(
            Refused.class,
            e -> assertThat(e.problems()).containsExactly(new Problem("name", What.NAME_TAKEN)));
    assertThatThrownBy(() -> rule(" ", SENT, Map.of("ifTag", "x".repeat(41))))
        .isInstanceOfSatisfying(
            Refused.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        new Problem("name", What.MISSING),
                        new Problem("ifTag", What.NO_TAG),
                        new Problem("actions", What.NO_ACTION)));
    RuleDraft seen = rule.draft();
    run(() -> domain.keepRules.save(sofia, seen));
    assertThatThrownBy(() -> run(() -> domain.keepRules.save(sofia, seen)))
        .isInstanceOfSatisfying(
            Refused.class,
            e -> assertThat(e.problems()).containsExactly(new Problem("", What.CHANGED)));
    assertThatThrownBy(() -> domain.rules.all(tom)).isInstanceOf(NotAllowed.class);
    assertThat(domain.rules.choices(sofia))
        .extracting(Rules.Choice::kind)
        .contains(Rules.ChoiceKind.values());
  }
}
