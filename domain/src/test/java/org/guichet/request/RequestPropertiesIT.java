package org.guichet.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.conversation.Mentions;
import org.guichet.conversation.TimelineEntry;
import org.guichet.notification.NotificationRow;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two at one request: who sets what, and who is called. */
class RequestPropertiesIT {
  private TestDomain domain;
  private Viewer camille;
  private Viewer tom;
  private Viewer sofia;
  private String number;

  @BeforeEach
  void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    Map<String, String> fields = Map.of("device", "Laptop", "description", "It fell.");
    number =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    camille, new Submission("device-repair", fields, UUID.randomUUID())));
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private RequestView view() {
    return domain.requests.view(sofia, number);
  }

  private void set(Viewer viewer, Property property, RequestView seen, String wanted) {
    run(() -> domain.requestProperties.set(viewer, number, property, property.of(seen), wanted));
  }

  private void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  @Test
  void whatOthersDidToOtherPropertiesIsInNobodysWay() {
    RequestView seen = view();
    set(sofia, Property.STATUS, seen, "IN_PROGRESS");
    set(tom, Property.PRIORITY, seen, "URGENT");
    set(tom, Property.ASSIGNEE, seen, tom.personId().toString());

    assertThat(view().status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(view().priority()).isEqualTo(Priority.URGENT);
    assertThat(view().assigneeId()).isEqualTo(tom.personId());
  }

  @Test
  void theSamePropertyIsNeverOverwrittenSilently() {
    RequestView seen = view();
    set(sofia, Property.PRIORITY, seen, "HIGH");
    assertThatThrownBy(() -> set(tom, Property.PRIORITY, seen, "LOW"))
        .isInstanceOfSatisfying(
            PropertyConflict.class,
            conflict -> assertThat(conflict.property()).isEqualTo(Property.PRIORITY));
    assertThat(view().priority()).isEqualTo(Priority.HIGH);

    set(tom, Property.PRIORITY, seen, "HIGH"); // what he wanted, too
    set(tom, Property.PRIORITY, view(), "LOW"); // and he decides
    assertThat(view().priority()).isEqualTo(Priority.LOW);
  }

  @Test
  void aRequestIsHandedToAnotherTeam() {
    UUID office =
        domain.requestColleagues.of(sofia, number).stream()
            .filter(one -> one.team() && one.name().equals("Front office"))
            .findFirst()
            .orElseThrow()
            .id();
    set(tom, Property.ASSIGNEE, view(), tom.personId().toString());
    set(sofia, Property.TEAM, view(), office.toString());

    assertThat(view().team()).isEqualTo("Front office");
    assertThat(view().assigneeId()).isNull();
    assertThat(view().timeline())
        .extracting(TimelineEntry::kind)
        .endsWith("ASSIGNED", "HANDED_OVER");
    assertThatThrownBy(() -> set(tom, Property.PRIORITY, view(), "LOW"))
        .isInstanceOf(NotVisible.class);
    assertThatThrownBy(() -> set(camille, Property.PRIORITY, view(), "LOW"))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> set(sofia, Property.ASSIGNEE, view(), camille.personId().toString()))
        .isInstanceOf(NotInTeam.class);
  }

  @Test
  void whoWorksOnItCanBeCalledAndIsToldOnce() {
    set(sofia, Property.ASSIGNEE, view(), sofia.personId().toString());
    assertThat(domain.requestColleagues.of(sofia, number))
        .filteredOn(one -> !one.team())
        .extracting(RequestColleagues.Named::name)
        .containsExactly("Sofia Lind", "Tom Becker");
    Viewer stranger = new Viewer(camille.personId(), "", "", Set.of(), Set.of(), Set.of());
    assertThat(domain.requestColleagues.of(stranger, number)).isEmpty();

    run(
        () ->
            domain.requestDesk.note(
                tom, number, "@Sofia Lind, @Camille Moreau, @Tom Becker: a new screen?"));
    List<NotificationRow> told = domain.notifications.list(sofia, Long.MAX_VALUE, 9);
    assertThat(told).extracting(NotificationRow::kind).startsWith("MENTIONED");
    assertThat(told).extracting(NotificationRow::kind).doesNotContain("NOTE");
    assertThat(domain.notifications.list(tom, Long.MAX_VALUE, 9))
        .extracting(NotificationRow::kind)
        .doesNotContain("MENTIONED");
    assertThat(domain.notifications.list(camille, Long.MAX_VALUE, 9))
        .extracting(NotificationRow::kind)
        .doesNotContain("MENTIONED", "NOTE");
    TimelineEntry note = view().timeline().get(view().timeline().size() - 1);
    assertThat(Mentions.of(note.detailTexts())).containsOnlyKeys(sofia.personId(), tom.personId());
  }
}
