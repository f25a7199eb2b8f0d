package org.guichet.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.guichet.template.FillTemplates.Filled;
import org.guichet.template.Refused.Problem;
import org.guichet.template.Refused.What;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Templates on the real database. */
class TemplatesIT {
  private TestDomain domain;
  private Viewer camille;
  private Viewer tom;
  private Viewer sofia;

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
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private <T> T run(Callable<T> work) {
    return domain.inTransaction(work);
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

  private static ReplyTemplate template(String name, String english, String french, UUID team) {
    return new ReplyTemplate(null, 0, name, english, french, team, null);
  }

  private UUID save(Viewer viewer, ReplyTemplate template) {
    return run(() -> domain.templates.save(viewer, template));
  }

  private List<String> names(Viewer viewer) {
    return domain.templates.all(viewer).stream().map(ReplyTemplate::name).toList();
  }

  @Test
  void everybodyHasHisOwnAndWhatHisTeamsShare() {
    save(tom, template("Mine", "Hello", "", null));
    save(sofia, template("hers", "Hello", "", null));
    save(sofia, template("Workshop", "Hello", "", team("workshop")));
    save(sofia, template("Office", "Hello", "", team("office")));

    assertThat(names(tom)).containsExactly("Mine", "Workshop");
    assertThat(names(sofia)).containsExactly("hers", "Office", "Workshop");
    assertThatThrownBy(() -> names(camille)).isInstanceOf(NotAllowed.class);
  }

  @Test
  void onlySupervisorsChangeWhatATeamShares() {
    UUID team = team("workshop");
    assertThatThrownBy(() -> save(tom, template("Ours", "Hello", "", team)))
        .isInstanceOf(NotAllowed.class);
    UUID shared = save(sofia, template("Ours", "Hello", "", team));
    ReplyTemplate grabbed = new ReplyTemplate(shared, 0, "Ours", "Mine now", "", null, null);
    assertThatThrownBy(() -> save(tom, grabbed)).isInstanceOf(Refused.class);
    assertThatThrownBy(
            () ->
                run(
                    () -> {
                      domain.templates.remove(tom, domain.templates.get(tom, shared));
                      return null;
                    }))
        .isInstanceOf(Refused.class);
    assertThat(domain.templates.get(tom, shared).english()).isEqualTo("Hello");
  }

  @Test
  void whatIsWrongIsNamedAllAtOnce() {
    assertThatThrownBy(() -> save(tom, template(" ", "Hi {custmer}", "{numéro}", null)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.problems())
                    .containsExactly(
                        new Problem("name", What.MISSING, ""),
                        new Problem("english", What.UNKNOWN_PLACE, "{custmer}"),
                        new Problem("french", What.UNKNOWN_PLACE, "{numéro}")));
    assertThatThrownBy(() -> save(tom, template("Empty", " ", "", null)))
        .hasMessageContaining("MISSING");
    save(tom, template("Twice", "a", "", null));
    assertThatThrownBy(() -> save(tom, template("TWICE", "b", "", null)))
        .hasMessageContaining("NAME_TAKEN");
    save(sofia, template("Twice", "somebody else’s", "", null));
  }

  @Test
  void whoComesSecondOverwritesNothing() {
    UUID id = save(tom, template("Mine", "Hello", "", null));
    ReplyTemplate read = domain.templates.get(tom, id);
    save(tom, new ReplyTemplate(id, read.version(), "Mine", "First", "", null, null));
    assertThatThrownBy(
            () ->
                save(tom, new ReplyTemplate(id, read.version(), "Mine", "Second", "", null, null)))
        .hasMessageContaining("CHANGED");
    assertThat(domain.templates.get(tom, id).english()).isEqualTo("First");
  }

  @Test
  void isFilledInInTheCustomersLanguage() {
    save(
        tom,
        template(
            "All",
            "{customer} {number} {subject} {service} {agent} {team} {status}",
            "Bonjour {customer}, {status}",
            null));
    save(tom, template("English only", "Hello {customer}", "", null));
    String number =
        run(
            () ->
                domain.submitRequest.submit(
                    camille,
                    new Submission(
                        "device-repair",
                        Map.of("device", "Lap {agent}", "description", "It fell."),
                        UUID.randomUUID())));

    assertThat(domain.fillTemplates.all(tom, number))
        .extracting(Filled::text)
        .containsExactly(
            "Camille Moreau "
                + number
                + " Lap {agent} Repair of a device Tom Becker Workshop received",
            "Hello Camille Moreau");
    domain.jdbi.useHandle(
        handle -> handle.execute("update person set language = 'fr' where username = 'camille'"));
    assertThat(domain.fillTemplates.all(tom, number))
        .extracting(Filled::text)
        .containsExactly("Bonjour Camille Moreau, reçue", "Hello Camille Moreau");
    Viewer stranger =
        new Viewer(tom.personId(), "T", "", tom.roles(), tom.managedOrganizations(), Set.of());
    assertThatThrownBy(() -> domain.fillTemplates.all(stranger, number))
        .isInstanceOf(NotVisible.class);
  }
}
