package org.guichet.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.shared.TestDomain;
import org.guichet.stage.Refused.Problem;
import org.guichet.stage.Refused.What;
import org.guichet.stage.StagesOfServices.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Supervisors keep the stages of a service, in their order. */
class ServiceStagesIT {
  private static final String REPAIR = "device-repair";

  private TestDomain domain;
  private Viewer sofia;

  @BeforeEach
  void theCompany() {
    domain = TestDomain.start();
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
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

  private static StageDraft draft(String name, StageKind kind) {
    return new StageDraft(REPAIR, null, 0, name, name, kind, Decider.MANAGER, "", "");
  }

  private void save(StageDraft draft) {
    run(() -> domain.serviceStages.save(sofia, draft));
  }

  private List<Line> lines() {
    return domain.stagesOfServices.of(sofia, REPAIR);
  }

  private List<String> names() {
    return lines().stream().map(line -> line.names().texts().get("en")).toList();
  }

  @Test
  void theyComeInTheirOrderAndCanBeMovedAndRemoved() {
    save(draft("First", StageKind.TASK));
    save(draft("Second", StageKind.TASK));
    save(draft("Third", StageKind.TASK));
    assertThat(names()).containsExactly("First", "Second", "Third");

    run(() -> domain.serviceStages.move(sofia, REPAIR, lines().get(2).id(), true));
    assertThat(names()).containsExactly("First", "Third", "Second");
    run(() -> domain.serviceStages.move(sofia, REPAIR, lines().get(0).id(), true));
    assertThat(names()).containsExactly("First", "Third", "Second");
    run(() -> domain.serviceStages.remove(sofia, REPAIR, lines().get(1).id()));
    run(() -> domain.serviceStages.move(sofia, REPAIR, lines().get(0).id(), false));
    assertThat(names()).containsExactly("Second", "First");
    assertThat(domain.catalogue.find(REPAIR).service().needsApproval()).isFalse();
  }

  @Test
  void whatSomebodyElseChangedIsNotOverwritten() {
    save(draft("First", StageKind.APPROVAL));
    assertThat(domain.catalogue.find(REPAIR).service().needsApproval()).isTrue();
    StageDraft seen =
        domain.stagesOfServices.find(sofia, REPAIR, lines().get(0).id()).orElseThrow();
    save(seen);
    assertThatThrownBy(() -> save(seen))
        .isInstanceOfSatisfying(
            Refused.class,
            e -> assertThat(e.problems()).containsExactly(new Problem("", What.CHANGED)));
  }

  @Test
  void approvalsComeBeforeTheSystemsHearOfIt() {
    save(draft("Work", StageKind.TASK));
    assertThatThrownBy(() -> save(draft("Approval", StageKind.APPROVAL)))
        .isInstanceOfSatisfying(
            Refused.class,
            e -> assertThat(e.problems()).containsExactly(new Problem("kind", What.APPROVAL_LATE)));
    assertThat(names()).containsExactly("Work");
  }

  @Test
  void whatIsWrongIsSaidAllAtOnce() {
    StageDraft wrong =
        new StageDraft(
            REPAIR, null, 0, " ", "x".repeat(81), StageKind.APPROVAL, Decider.SYSTEM, "", "soon");
    assertThatThrownBy(() -> save(wrong))
        .isInstanceOfSatisfying(
            Refused.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        new Problem("english", What.MISSING),
                        new Problem("french", What.TOO_LONG),
                        new Problem("who", What.NO_DECIDER),
                        new Problem("who", What.SYSTEM_APPROVES),
                        new Problem("remind", What.NO_HOURS)));
  }

  @Test
  void aServiceHasEightAtMost() {
    for (int i = 1; i <= 8; i++) {
      save(draft("Stage " + i, StageKind.TASK));
    }
    assertThatThrownBy(() -> save(draft("Stage 9", StageKind.TASK))).isInstanceOf(Refused.class);
  }

  @Test
  void onlySupervisorsKeepThem() {
    Viewer tom = domain.viewer("tom", Role.AGENT);
    assertThatThrownBy(() -> domain.stagesOfServices.all(tom)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> run(() -> domain.serviceStages.save(tom, draft("No", StageKind.TASK))))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> run(() -> domain.serviceStages.remove(sofia, "unknown", 1)))
        .isInstanceOf(NotVisible.class);
  }
}
