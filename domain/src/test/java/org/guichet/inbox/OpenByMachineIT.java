package org.guichet.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.DeliveryRow;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestRow;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenByMachineIT {
  private static final String CAMILLE = "camille@cabinet-moreau.example";
  private TestDomain domain;
  private Viewer camille;
  private Viewer sofia;

  @BeforeEach
  void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private static MachineReport report(String email, String device, String fold) {
    return new MachineReport("device-repair", null, "E17: no paper", Map.of(), email, device, fold);
  }

  private Applied apply(MachineReport report) {
    Connector helpdesk = new Connectors(domain.jdbi, null, null).find("helpdesk").orElseThrow();
    return domain.inTransaction(() -> domain.openByMachine.apply(helpdesk, report));
  }

  private List<RequestRow> requests() {
    return domain.requests.list(camille, RequestFilter.of(RequestFilter.Scope.MINE, false), 50);
  }

  @Test
  void aReportBecomesARequestOfAKnownPersonAndIsNotToldToItsSource() {
    Applied applied = apply(report(CAMILLE, "press-3", null));

    assertThat(requests()).extracting(RequestRow::subject).containsExactly("press-3");
    assertThat(applied.outcome()).isEqualTo("It opened " + requests().get(0).number() + ".");
    assertThat(domain.requests.view(camille, requests().get(0).number()).fields())
        .containsEntry("device", "press-3")
        .containsEntry("description", "E17: no paper");
    assertThat(domain.deliveries.list(sofia, null, null, null, 50))
        .extracting(DeliveryRow::connector)
        .containsExactlyInAnyOrder("crm", "invoicing", "storage");
  }

  @Test
  void repeatsAreCountedOnOneLineWhileTheRequestIsOpen() {
    apply(report(CAMILLE, "press-3", "press-3/E17"));
    apply(report(CAMILLE, "press-3", "press-3/E17"));
    Applied third = apply(report(CAMILLE, "press-3", "press-3/E17"));
    apply(report(CAMILLE, "press-4", "press-4/E17"));

    assertThat(requests()).hasSize(2);
    String number = requests().get(1).number();
    assertThat(third.outcome()).isEqualTo("Reported 3 times: counted in " + number + ".");
    assertThat(domain.requests.view(camille, number).timeline())
        .filteredOn(entry -> entry.activityKind() == ActivityKind.REPEATED)
        .extracting(TimelineEntry::detailTexts)
        .singleElement()
        .satisfies(details -> assertThat(details).containsEntry("count", "3"));

    domain.inTransaction(
        () -> {
          domain.customerSteps.cancel(camille, number, "");
          return null;
        });
    apply(report(CAMILLE, "press-3", "press-3/E17"));
    assertThat(requests()).as("a new one after the first has ended").hasSize(3);
  }

  @Test
  void theConnectorsOwnPersonAsksWhenNobodyIsNamed() {
    assertThat(apply(report(null, "press-3", null)).fate()).isEqualTo(Applied.Fate.SET_ASIDE);

    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update connector set default_person_id = ? where key = 'helpdesk'",
                camille.personId()));
    assertThat(apply(report(null, "press-3", null)).fate()).isEqualTo(Applied.Fate.APPLIED);
    assertThat(requests()).hasSize(1);
  }

  @Test
  void whatCannotBecomeARequestIsSetAside() {
    assertThat(apply(report("stranger@example.org", "press-3", null)).outcome())
        .contains("stranger@example.org");
    assertThat(apply(report(CAMILLE, null, null)).outcome()).contains("[device]");
    assertThat(
            apply(new MachineReport("no-such", null, "x", Map.of(), CAMILLE, "d", null)).outcome())
        .isEqualTo("There is no service no-such.");
    assertThat(requests()).isEmpty();
  }
}
