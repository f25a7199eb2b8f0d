package org.guichet.portal.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.request.Property;
import org.guichet.request.Submission;
import org.guichet.shared.Announcement;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may watch what, on the real domain. */
class WatchRuleIT {
  private static final WatchRule RULE = new WatchRule();
  private static TestDomain domain;
  private static Viewer camille;
  private static String number;

  @BeforeAll
  static void aRequestOfCamille() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    RULE.requests = domain.requests;
    RULE.audit = new AuditTrail(domain.jdbi);
    number = submit(camille);
  }

  private static String submit(Viewer viewer) {
    Map<String, String> fields = Map.of("device", "Laptop", "description", "It fell.");
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                viewer, new Submission("device-repair", fields, UUID.randomUUID())));
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  @Test
  void whoSeesARequestMayWatchIt() {
    assertThat(watch(camille, "request", number).label()).isEqualTo(number);
    assertThat(watch(domain.viewer("tom", Role.AGENT), "request", number).requests()).hasSize(1);
  }

  @Test
  void anothersRequestIsRefusedAndWrittenDown() {
    Viewer nadia = domain.viewer("nadia", Role.CUSTOMER);

    assertThatThrownBy(() -> watch(nadia, "request", number)).isInstanceOf(NotVisible.class);

    List<String> written =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select object_id from audit_entry where action = 'live.refused' and actor_id = :nadia")
                    .bind("nadia", nadia.personId())
                    .mapTo(String.class)
                    .list());
    assertThat(written).containsExactly(number);
  }

  @Test
  void whoDoesNotSeeItAtTheDeskAnyMoreHearsOfNoColleague() {
    Viewer tom = domain.viewer("tom", Role.AGENT);
    Viewer sofia = domain.viewer("sofia", Role.SUPERVISOR);
    String handed = submit(tom);
    Watched his = watch(tom, "request", handed);
    String other = submit(camille);
    Watched hers = watch(tom, "request", other);
    assertThat(RULE.again(tom, hers)).isSameAs(hers);

    handToTheOffice(sofia, handed);
    handToTheOffice(sofia, other);
    assertThat(RULE.again(tom, hers)).isEqualTo(Watched.bell());
    assertThat(RULE.again(sofia, hers)).isSameAs(hers);
    assertThat(RULE.again(tom, his))
        .as("he asked for it himself")
        .isEqualTo(Watched.requests(his.requests(), handed));
  }

  private static void handToTheOffice(Viewer viewer, String number) {
    String office =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select id::text from team where key = 'office'")
                    .mapTo(String.class)
                    .one());
    domain.inTransaction(
        () -> {
          domain.requestProperties.set(viewer, number, Property.TEAM, office);
          return null;
        });
  }

  @Test
  void listsAreForThoseWhoHaveThem() {
    Viewer tom = domain.viewer("tom", Role.AGENT);
    Viewer ines = domain.viewer("ines", Role.INTEGRATION_ADMIN);

    assertThat(watch(tom, "queue", "mine").requests()).isEmpty();
    assertThat(watch(ines, "queue", "deliveries").requests()).isEmpty();
    assertThatThrownBy(() -> watch(tom, "queue", "deliveries")).isInstanceOf(NotVisible.class);
    assertThatThrownBy(() -> watch(camille, "queue", "all")).isInstanceOf(NotVisible.class);
    assertThat(watch(camille, "list", "requests").customer()).isEqualTo(camille);
    assertThat(watch(tom, "list", "requests").customer()).isNull();
    assertThatThrownBy(() -> RULE.check(camille, Map.of())).isInstanceOf(NotVisible.class);
  }

  @Test
  void everybodyMayWatchWhatHeIsTold() {
    Watched bell = watch(camille, "bell", "alone");

    assertThat(bell.label()).isEqualTo("bell");
    assertThat(bell.requests()).isEmpty();
    assertThat(bell.isConcernedBy(Announcement.of(Announcement.Topic.REQUEST), null)).isFalse();
  }

  private static Watched watch(Viewer viewer, String name, String value) {
    return RULE.check(viewer, Map.of(name, List.of(value)));
  }
}
