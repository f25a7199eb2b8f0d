package org.guichet.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.catalogue.CatalogueDesk.Row;
import org.guichet.catalogue.CatalogueDesk.Team;
import org.guichet.catalogue.Refused.Problem;
import org.guichet.catalogue.Refused.What;
import org.guichet.form.FormDesk;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Supervisors keep the services of the catalogue. */
class CatalogueDeskIT {
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

  private static TwoLanguages both(String text) {
    return new TwoLanguages(text, text + " (fr)");
  }

  private String team() {
    return domain.catalogueDesk.teams(sofia).stream()
        .filter(team -> team.name().equals("Workshop"))
        .map(Team::key)
        .findFirst()
        .orElseThrow();
  }

  private ServiceDraft draft(String key, int version, String name, String category, String team) {
    return new ServiceDraft(
        key,
        version,
        category,
        both(name),
        both("What it is"),
        TwoLanguages.NOTHING,
        TwoLanguages.NOTHING,
        "gear",
        team,
        "HIGH",
        true);
  }

  private static ServiceDraft offered(ServiceDraft seen, boolean offered) {
    return new ServiceDraft(
        seen.key(),
        seen.version(),
        seen.category(),
        seen.name(),
        seen.summary(),
        seen.usual(),
        seen.searchWords(),
        seen.icon(),
        seen.team(),
        seen.priority(),
        offered);
  }

  private String save(ServiceDraft draft) {
    return domain.inTransaction(() -> domain.catalogueDesk.save(sofia, draft));
  }

  private void move(String key, boolean up) {
    domain.inTransaction(
        () -> {
          domain.catalogueDesk.move(sofia, key, up);
          return null;
        });
  }

  private ServiceDraft find(String key) {
    return domain.catalogueDesk.find(sofia, key).orElseThrow();
  }

  private List<String> keys(String category) {
    return domain.catalogueDesk.services(sofia).stream()
        .filter(row -> row.category().equals(category))
        .map(Row::key)
        .toList();
  }

  private Row row(String key) {
    return domain.catalogueDesk.services(sofia).stream()
        .filter(row -> row.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private int movesOnRecord() {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from audit_entry where action = 'service.moved'")
                .mapTo(Integer.class)
                .one());
  }

  private void assertRefused(ServiceDraft draft, String field, What what) {
    assertThatThrownBy(() -> save(draft))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.problems()).containsExactly(new Problem(field, what)));
  }

  /** A form that asks one question, so that the service can be offered. */
  private void publishForm(String service) {
    Form form = domain.catalogue.find("leaving-employee").form();
    FormDesk desk = domain.formDesk;
    domain.inTransaction(
        () -> {
          desk.save(sofia, desk.open(sofia, service), form);
          return desk.publish(sofia, desk.open(sofia, service));
        });
  }

  @Test
  void theyComeInTheOrderOfTheCatalogueWithWhatThereIsToSeeToThem() {
    assertThat(domain.catalogueDesk.services(sofia))
        .extracting(Row::key)
        .containsExactlyElementsOf(domain.catalogue.all().stream().map(Service::key).toList());
    assertThat(keys("devices")).containsExactly(REPAIR, "new-equipment", "printer-supplies");
    Row row = row(REPAIR);
    assertThat(row.names().texts()).containsEntry("en", "Repair of a device");
    assertThat(row.team()).isEqualTo("Workshop");
    assertThat(row.icon()).isEqualTo("laptop");
    assertThat(row.offered()).isTrue();
    assertThat(row.form()).isEqualTo(1);
    assertThat(row.changing()).isFalse();

    domain.inTransaction(
        () -> {
          FormDesk.Draft seen = domain.formDesk.open(sofia, REPAIR);
          domain.formDesk.save(sofia, seen, seen.form());
          return null;
        });
    assertThat(row(REPAIR).changing()).isTrue();
  }

  @Test
  void aNewServiceComesLastAndIsOfferedOnceItHasAForm() {
    String key = save(draft("", 0, "Loan of a device", "devices", team()));

    assertThat(key).isEqualTo("loan-of-a-device");
    assertThat(keys("devices")).endsWith("printer-supplies", key);
    assertThat(row(key).form()).isZero();
    assertThat(domain.catalogue.all()).extracting(Service::key).doesNotContain(key);
    assertThatThrownBy(() -> domain.catalogue.find(key)).isInstanceOf(NotVisible.class);

    publishForm(key);
    assertThat(domain.catalogue.all()).extracting(Service::key).contains(key);
    RequestType type = domain.catalogue.find(key);
    assertThat(type.service().name().texts())
        .isEqualTo(Map.of("en", "Loan of a device", "fr", "Loan of a device (fr)"));
    assertThat(type.defaultPriority()).isEqualTo("HIGH");
    assertThat(type.service().usual()).isNull();
    assertThat(type.teamId()).hasToString(team());
  }

  @Test
  void itsKeyIsItsOwnAndNoneThatMeansANewOne() {
    assertThat(save(draft("", 0, "Device repair", "devices", team()))).isEqualTo(REPAIR + "-2");
    assertThat(save(draft("", 0, "New", "devices", team()))).isEqualTo("new-2");
  }

  @Test
  void whatIsTypedAgainChangesNothing() {
    for (Service before : domain.catalogue.all()) {
      ServiceDraft seen = find(before.key());
      assertThat(save(seen)).isEqualTo(before.key());
      assertThat(domain.catalogue.find(before.key()).service()).isEqualTo(before);
      assertThat(find(before.key()).version()).isEqualTo(seen.version() + 1);
    }
  }

  @Test
  void aChangedServiceKeepsItsKeyAndItsPlace() {
    ServiceDraft seen = find("new-equipment");
    save(draft(seen.key(), seen.version(), "Other words", "devices", team()));

    assertThat(keys("devices")).containsExactly(REPAIR, "new-equipment", "printer-supplies");
    assertThat(row("new-equipment").names().texts()).containsEntry("en", "Other words");
  }

  @Test
  void inAnotherCategoryItComesLast() {
    ServiceDraft seen = find(REPAIR);
    save(draft(REPAIR, seen.version(), "Repair", "access", seen.team()));

    assertThat(keys("devices")).containsExactly("new-equipment", "printer-supplies");
    assertThat(keys("access")).containsExactly("system-access", "network-fault", REPAIR);
  }

  @Test
  void whatSomebodyElseChangedIsNotOverwritten() {
    ServiceDraft seen = find(REPAIR);
    save(seen);
    assertRefused(seen, "", What.CHANGED);
    assertRefused(draft("unknown", 0, "x", "devices", team()), "", What.CHANGED);
  }

  @Test
  void aWithdrawnServiceIsOfferedNoMoreAndItsRequestsStay() {
    Viewer camille = domain.viewer("camille", Role.CUSTOMER);
    String number =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    camille,
                    new Submission(
                        REPAIR,
                        Map.of("device", "Laptop", "description", "Broken"),
                        UUID.randomUUID())));

    save(offered(find(REPAIR), false));
    assertThat(domain.catalogue.all()).extracting(Service::key).doesNotContain(REPAIR);
    assertThatThrownBy(() -> domain.catalogue.find(REPAIR)).isInstanceOf(NotVisible.class);
    assertThat(row(REPAIR).offered()).isFalse();
    assertThat(domain.requests.view(camille, number).fields()).containsEntry("device", "Laptop");

    save(offered(find(REPAIR), true));
    assertThat(domain.catalogue.find(REPAIR).service().key()).isEqualTo(REPAIR);
  }

  @Test
  void aServiceMovesInItsCategoryAndNotBeyondItsBorder() {
    move("printer-supplies", true);
    assertThat(keys("devices")).containsExactly(REPAIR, "printer-supplies", "new-equipment");
    move(REPAIR, true);
    move("new-equipment", false);
    assertThat(keys("devices")).containsExactly(REPAIR, "printer-supplies", "new-equipment");
    move(REPAIR, false);
    assertThat(keys("devices")).containsExactly("printer-supplies", REPAIR, "new-equipment");
    assertThat(keys("workplace")).containsExactly("new-employee", "leaving-employee");
    assertThat(movesOnRecord()).isEqualTo(2);
    assertThatThrownBy(() -> move("unknown", true)).isInstanceOf(NotVisible.class);
  }

  @Test
  void aCategoryOrATeamThatIsGoneIsSaid() {
    String team = team();
    assertRefused(draft("", 0, "x", "gone", team), "category", What.GONE);
    String gone = UUID.randomUUID().toString();
    assertRefused(draft("", 0, "x", "devices", gone), "team", What.GONE);
    assertRefused(draft("", 0, "x", "devices", "no key"), "team", What.GONE);
    ServiceDraft seen = find(REPAIR);
    assertRefused(draft(REPAIR, seen.version(), "x", "devices", gone), "team", What.GONE);
    assertThat(find(REPAIR)).isEqualTo(seen);
  }

  @Test
  void whatIsWrongIsSaidAllAtOnce() {
    ServiceDraft wrong =
        new ServiceDraft(
            "",
            0,
            "",
            new TwoLanguages("Name", " "),
            both("x".repeat(200)),
            new TwoLanguages("One day", ""),
            both("x".repeat(400)),
            "dragon",
            "",
            "SOON",
            true);
    assertThatThrownBy(() -> save(wrong))
        .isInstanceOfSatisfying(
            Refused.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        new Problem("name-fr", What.MISSING),
                        new Problem("summary-fr", What.TOO_LONG),
                        new Problem("usual-fr", What.ONE_LANGUAGE),
                        new Problem("words-fr", What.TOO_LONG),
                        new Problem("category", What.MISSING),
                        new Problem("team", What.MISSING),
                        new Problem("icon", What.MISSING),
                        new Problem("priority", What.MISSING)));
  }

  @Test
  void onlySupervisorsKeepThem() {
    Viewer tom = domain.viewer("tom", Role.AGENT);
    CatalogueDesk desk = domain.catalogueDesk;
    ServiceDraft draft = draft("", 0, "No", "devices", team());
    assertThatThrownBy(() -> desk.services(tom)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.teams(tom)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.find(tom, REPAIR)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.save(tom, draft)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.move(tom, REPAIR, false)).isInstanceOf(NotAllowed.class);
    assertThat(keys("devices")).containsExactly(REPAIR, "new-equipment", "printer-supplies");
  }
}
