package org.guichet.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.draft.ChangedElsewhere;
import org.guichet.request.RequestView;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** B9: a request for a customer on the telephone. */
class OnBehalfIT {
  private static final Map<String, String> FIELDS =
      Map.of("device", "Laptop", "description", "It fell");
  private static TestDomain domain;
  private static Viewer camille;
  private static Viewer tom;
  private static Viewer sofia;

  @BeforeAll
  static void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  private static String file(Viewer agent, UUID draft) {
    return domain.inTransaction(
        () ->
            domain.submitRequest.submitFor(
                agent,
                domain.onBehalf.customer(agent, "device-repair", camille.personId()),
                new Submission("device-repair", FIELDS, draft)));
  }

  private static List<String> texts(String sql, String number) {
    return domain.jdbi.withHandle(
        handle -> handle.createQuery(sql).bind("number", number).mapTo(String.class).list());
  }

  @Test
  void theRequestIsTheCustomersAndTheStorySaysWhoTypedIt() {
    UUID draft = UUID.randomUUID();
    String number = file(tom, draft);
    assertThat(file(tom, draft)).as("the second click").isEqualTo(number);

    RequestView view = domain.requests.view(camille, number);
    assertThat(view.requester()).isEqualTo("Camille Moreau");
    assertThat(view.organization()).startsWith("Cabinet Moreau");
    assertThat(view.atDesk()).isFalse();
    assertThat(view.timeline())
        .extracting(TimelineEntry::activityKind, TimelineEntry::author)
        .containsExactly(
            tuple(ActivityKind.SUBMITTED, "Camille Moreau"),
            tuple(ActivityKind.FILED_FOR, "Tom Becker"));
    assertThat(
            texts(
                "select e.payload -> 'requester' ->> 'email' || ' ' || (e.payload -> 'by' ->> 'name')"
                    + " from outbox_event e join service_request r on r.id = e.request_id"
                    + " where r.number = :number and e.type = 'request.submitted'",
                number))
        .containsExactly("camille@cabinet-moreau.example Tom Becker");
  }

  @Test
  void onlyStaffWhoServeTheServicesTeamMayDoSo() {
    Viewer stranger = new Viewer(tom.personId(), "T", "", Set.of(Role.AGENT), Set.of(), Set.of());
    for (Viewer other : List.of(camille, stranger)) {
      assertThatThrownBy(() -> file(other, UUID.randomUUID())).isInstanceOf(NotAllowed.class);
    }
    assertThatThrownBy(() -> domain.onBehalf.services(camille)).isInstanceOf(NotAllowed.class);
    assertThat(domain.onBehalf.services(stranger)).isEmpty();
    assertThat(domain.onBehalf.services(tom)).contains("device-repair");
    assertThat(domain.onBehalf.services(sofia))
        .hasSizeGreaterThan(domain.onBehalf.services(tom).size());
    assertThatThrownBy(() -> domain.onBehalf.customer(tom, "device-repair", UUID.randomUUID()))
        .isInstanceOf(NotVisible.class);
    assertThat(domain.requests.view(sofia, file(sofia, UUID.randomUUID())).requester())
        .isEqualTo("Camille Moreau");
  }

  @Test
  void draftsForOthersDoNotMixWithOnesOwn() {
    UUID his = UUID.randomUUID();
    UUID hers = UUID.randomUUID();
    var type = domain.catalogue.find("device-repair");
    domain.inTransaction(() -> domain.drafts.save(tom, his, type, FIELDS, 0));
    domain.inTransaction(() -> domain.drafts.save(tom, hers, camille.personId(), type, FIELDS, 0));

    assertThat(domain.drafts.list(tom, 10)).extracting(row -> row.id()).containsExactly(his);
    assertThat(domain.drafts.list(tom, camille.personId(), 10))
        .extracting(row -> row.id())
        .containsExactly(hers);
    assertThat(domain.drafts.find(tom, hers)).isEmpty();
    assertThat(domain.drafts.find(tom, hers, camille.personId())).isPresent();
    assertThat(domain.drafts.list(camille, 10)).isEmpty();
    assertThatThrownBy(
            () -> domain.inTransaction(() -> domain.drafts.save(tom, hers, type, Map.of(), null)))
        .isInstanceOf(ChangedElsewhere.class);

    file(tom, hers);
    assertThat(domain.drafts.list(tom, camille.personId(), 10)).isEmpty();
    assertThat(domain.drafts.list(tom, 10)).hasSize(1);
  }
}
