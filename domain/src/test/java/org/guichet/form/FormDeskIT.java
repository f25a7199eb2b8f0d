package org.guichet.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.FormField;
import org.guichet.catalogue.Refused;
import org.guichet.catalogue.Refused.Problem;
import org.guichet.catalogue.Refused.What;
import org.guichet.catalogue.ServiceDraft;
import org.guichet.catalogue.TwoLanguages;
import org.guichet.catalogue.UnusableForm;
import org.guichet.catalogue.UnusableForm.Fault;
import org.guichet.catalogue.UnusableForm.Rule;
import org.guichet.demo.RepairCompany;
import org.guichet.form.FormDesk.Draft;
import org.guichet.form.FormDesk.Version;
import org.guichet.request.Submission;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Supervisors change a form together, as a draft; what they publish is a version. */
class FormDeskIT {
  private static final String REPAIR = "device-repair";

  private TestDomain domain;
  private FormDesk desk;
  private Viewer sofia;
  private Form asked;

  @BeforeEach
  void theCompany() {
    domain = TestDomain.start();
    desk = domain.formDesk;
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    asked = domain.catalogue.find(REPAIR).form();
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private Draft open() {
    return desk.open(sofia, REPAIR);
  }

  private void save(Draft seen, Form form) {
    domain.inTransaction(
        () -> {
          desk.save(sofia, seen, form);
          return null;
        });
  }

  private int publish(Draft seen) {
    return domain.inTransaction(() -> desk.publish(sofia, seen));
  }

  private void discard(Draft seen) {
    domain.inTransaction(
        () -> {
          desk.discard(sofia, seen);
          return null;
        });
  }

  private Form without(String key) {
    return FormEdit.remove(asked, key);
  }

  private static List<String> keys(Form form) {
    return form.fields().stream().map(FormField::key).toList();
  }

  private static void assertChanged(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            Refused.class,
            e -> assertThat(e.problems()).containsExactly(new Problem("", What.CHANGED)));
  }

  private List<String> audited() {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select action || ' ' || object_id || ' ' || actor from audit_entry"
                        + " where action like 'form.%' order by id")
                .mapTo(String.class)
                .list());
  }

  private String submit() {
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                domain.viewer("camille", Role.CUSTOMER),
                new Submission(
                    REPAIR,
                    Map.of("device", "Laptop", "description", "Broken"),
                    UUID.randomUUID())));
  }

  @Test
  void aFormThatNobodyChangesIsWhatCustomersAreAsked() {
    Draft seen = open();

    assertThat(seen.form()).isEqualTo(asked);
    assertThat(seen.name().texts()).containsEntry("en", "Repair of a device");
    assertThat(seen.isChanged()).isFalse();
    assertThat(seen.published()).isEqualTo(1);
    assertThat(seen.changedBy()).isNull();
    assertThatThrownBy(() -> desk.open(sofia, "unknown")).isInstanceOf(NotVisible.class);
  }

  @Test
  void customersSeeNothingOfADraftAndSupervisorsAllOfIt() {
    save(open(), without("photos"));

    assertThat(domain.catalogue.find(REPAIR).form()).isEqualTo(asked);
    Draft seen = desk.open(domain.viewer("albert", Role.SUPERVISOR), REPAIR);
    assertThat(seen.form()).isEqualTo(without("photos"));
    assertThat(seen.isChanged()).isTrue();
    assertThat(seen.changedBy()).isEqualTo("Sofia Lind");
    assertThat(seen.changedAt()).isNotNull();
    assertThat(desk.versions(sofia, REPAIR)).hasSize(1);
  }

  @Test
  void whoComesSecondOverwritesNothing() {
    Draft none = open();
    save(none, without("photos"));
    assertChanged(() -> save(none, without("known")));

    Draft first = open();
    save(first, without("bought"));
    assertChanged(() -> save(first, without("known")));
    assertChanged(() -> publish(first));
    assertChanged(() -> discard(first));
    assertThat(open().form()).isEqualTo(without("bought"));
    assertThat(domain.catalogue.find(REPAIR).form()).isEqualTo(asked);
  }

  @Test
  void ofTwoWhoBeginAtTheSameMomentOneIsRefused() throws Exception {
    Draft none = open();
    try (TestDomain other = domain.anotherNode()) {
      List<CompletableFuture<String>> both =
          Stream.of(domain, other)
              .map(
                  node ->
                      CompletableFuture.supplyAsync(
                          () ->
                              node.inTransaction(
                                  () -> {
                                    try {
                                      node.formDesk.save(sofia, none, without("photos"));
                                      return "kept";
                                    } catch (Refused e) {
                                      return e.problems().get(0).what().name();
                                    }
                                  })))
              .toList();

      assertThat(
              List.of(both.get(0).get(30, TimeUnit.SECONDS), both.get(1).get(30, TimeUnit.SECONDS)))
          .containsExactlyInAnyOrder("kept", "CHANGED");
    }
  }

  /** What he saw is gone, even if there is a draft again, or none again. */
  @Test
  void aDraftThatWasBegunAnewIsAnotherOne() {
    Draft none = open();
    save(none, without("photos"));
    Draft first = open();
    discard(first);
    save(open(), without("bought"));
    assertChanged(() -> save(first, without("known")));
    assertChanged(() -> publish(first));

    publish(open());
    assertChanged(() -> save(none, without("known")));
    assertThat(open().form()).isEqualTo(without("bought"));
    assertThat(open().isChanged()).isFalse();
  }

  @Test
  void whatIsPublishedIsAVersionAndWhoPublishedItIsKnown() {
    save(open(), without("photos"));

    assertThat(publish(open())).isEqualTo(2);
    assertThat(domain.catalogue.find(REPAIR).form()).isEqualTo(without("photos"));
    Draft now = open();
    assertThat(now.isChanged()).isFalse();
    assertThat(now.published()).isEqualTo(2);
    assertThat(desk.versions(sofia, REPAIR))
        .extracting(Version::version, Version::publishedBy)
        .containsExactly(tuple(2, "Sofia Lind"), tuple(1, null));
    assertThat(desk.version(sofia, REPAIR, 1)).isEqualTo(asked);
    assertThat(desk.version(sofia, REPAIR, 2)).isEqualTo(without("photos"));
    assertThatThrownBy(() -> desk.version(sofia, REPAIR, 3)).isInstanceOf(NotVisible.class);
    assertThat(audited()).containsExactly("form.published device-repair Sofia Lind");
    assertChanged(() -> publish(now));
  }

  @Test
  void aVersionOfBeforeCanBeTakenUpAgain() {
    save(open(), without("photos"));
    publish(open());
    save(open(), desk.version(sofia, REPAIR, 1));

    assertThat(publish(open())).isEqualTo(3);
    assertThat(domain.catalogue.find(REPAIR).form()).isEqualTo(asked);
  }

  @Test
  void theSameFormIsNoNewVersion() {
    save(open(), asked);
    assertThat(publish(open())).isEqualTo(1);
    assertThat(open().isChanged()).isFalse();
  }

  @Test
  void aSectionThatAsksNothingIsNotPublished() {
    save(open(), FormEdit.addSection(asked, new LocalizedText(Map.of("en", "Later"))));
    assertThat(open().form().sections()).hasSize(2);

    assertThat(publish(open())).isEqualTo(1);
    assertThat(domain.catalogue.find(REPAIR).form().sections()).hasSize(1);
  }

  @Test
  void anUnusableDraftIsRefusedAndStays() {
    Form unusable = without("guarantee");
    save(open(), unusable);

    assertThatThrownBy(() -> publish(open()))
        .isInstanceOfSatisfying(
            UnusableForm.class,
            e ->
                assertThat(e.faults())
                    .containsExactly(new Fault("bought", Rule.CONDITION_FIELD, "guarantee")));
    assertThat(open().form()).isEqualTo(unusable);
    assertThat(open().isChanged()).isTrue();
    assertThat(domain.catalogue.find(REPAIR).form()).isEqualTo(asked);
    assertThat(desk.versions(sofia, REPAIR)).hasSize(1);
    assertThat(audited()).isEmpty();
  }

  @Test
  void requestsKeepTheFormThatTheyWereFiledWith() {
    String before = submit();
    save(open(), without("description"));
    publish(open());
    String after = submit();

    assertThat(domain.requests.view(sofia, before).form()).isEqualTo(asked);
    assertThat(domain.requests.view(sofia, before).fields()).containsEntry("description", "Broken");
    assertThat(keys(domain.requests.view(sofia, after).form())).doesNotContain("description");
    assertThat(domain.requests.view(sofia, after).fields()).doesNotContainKey("description");

    domain.inTransaction(
        () -> domain.requestDesk.reply(sofia, before, "See", UUID.randomUUID(), null));
    assertThat(newestEvent().getJsonObject("request").getString("text"))
        .isEqualTo("Device: Laptop\nDescription: Broken");
  }

  private JsonObject newestEvent() {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select payload::text from outbox_event where type = 'message.added'"
                        + " order by id desc limit 1")
                .mapTo(String.class)
                .map(JsonText::object)
                .one());
  }

  @Test
  void aDiscardedDraftIsForgotten() {
    save(open(), without("photos"));
    discard(open());

    assertThat(open().form()).isEqualTo(asked);
    assertThat(open().isChanged()).isFalse();
    assertThat(audited()).containsExactly("form.discarded device-repair Sofia Lind");
    assertChanged(() -> discard(open()));
  }

  @Test
  void aNewServiceBeginsWithAnEmptySection() {
    ServiceDraft repair = domain.catalogueDesk.find(sofia, REPAIR).orElseThrow();
    String key =
        domain.inTransaction(
            () ->
                domain.catalogueDesk.save(
                    sofia,
                    new ServiceDraft(
                        "",
                        0,
                        repair.category(),
                        new TwoLanguages("Loan", "Prêt"),
                        repair.summary(),
                        repair.usual(),
                        repair.searchWords(),
                        repair.icon(),
                        repair.team(),
                        repair.priority(),
                        true)));
    Draft none = desk.open(sofia, key);
    assertThat(none.published()).isZero();
    assertThat(none.form().sections()).hasSize(1);
    assertThat(none.form().fields()).isEmpty();

    save(none, FormEdit.put(none.form(), 0, asked.fields().get(1)));
    assertThat(publish(desk.open(sofia, key))).isEqualTo(1);
    assertThat(keys(domain.catalogue.find(key).form())).containsExactly("device");
  }

  @Test
  void seedingTheDemoAgainLeavesAloneWhatSupervisorsMade() throws Exception {
    save(open(), without("photos"));
    publish(open());
    Draft begun = desk.open(sofia, "quote");
    save(begun, FormEdit.remove(begun.form(), begun.form().fields().get(0).key()));
    ServiceDraft fault = domain.catalogueDesk.find(sofia, "network-fault").orElseThrow();
    domain.inTransaction(
        () -> {
          domain.catalogueDesk.save(
              sofia,
              new ServiceDraft(
                  fault.key(),
                  fault.version(),
                  "devices",
                  new TwoLanguages("No network", "Pas de réseau"),
                  fault.summary(),
                  fault.usual(),
                  fault.searchWords(),
                  "shield",
                  fault.team(),
                  "URGENT",
                  false));
          domain.catalogueDesk.move(sofia, "printer-supplies", true);
          domain.categories.move(sofia, "access", true);
          return null;
        });
    var services = domain.catalogueDesk.services(sofia);
    var categories = domain.catalogue.categories();
    Draft quote = desk.open(sofia, "quote");

    RepairCompany.seed(
        domain.dataSource(),
        domain.masterKey(),
        "http://localhost/realms/guichet",
        "http://localhost");

    assertThat(domain.catalogueDesk.services(sofia)).isEqualTo(services);
    assertThat(domain.catalogue.categories()).isEqualTo(categories);
    assertThat(domain.catalogue.find(REPAIR).form()).isEqualTo(without("photos"));
    assertThat(desk.open(sofia, "quote")).isEqualTo(quote);
  }

  @Test
  void lookupFieldsCanAskWhatConnectorsAnswer() {
    assertThat(desk.lookups(sofia)).contains("crm/devices").isSorted();
  }

  @Test
  void onlySupervisorsChangeForms() {
    Viewer tom = domain.viewer("tom", Role.AGENT);
    Draft seen = open();
    assertThatThrownBy(() -> desk.open(tom, REPAIR)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.save(tom, seen, asked)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.publish(tom, seen)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.discard(tom, seen)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.versions(tom, REPAIR)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.version(tom, REPAIR, 1)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.lookups(tom)).isInstanceOf(NotAllowed.class);
    assertThat(open()).isEqualTo(seen);
  }
}
