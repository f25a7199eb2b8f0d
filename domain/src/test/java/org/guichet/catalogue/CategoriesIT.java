package org.guichet.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.catalogue.Refused.Problem;
import org.guichet.catalogue.Refused.What;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Supervisors keep the categories of services and articles. */
class CategoriesIT {
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

  private static CategoryDraft draft(String key, int version, String name) {
    return new CategoryDraft(key, version, new TwoLanguages(name, name + " (fr)"));
  }

  private String save(CategoryDraft draft) {
    return domain.inTransaction(() -> domain.categories.save(sofia, draft));
  }

  private void move(String key, boolean up) {
    run(() -> domain.categories.move(sofia, key, up));
  }

  private void remove(String key) {
    run(() -> domain.categories.remove(sofia, key));
  }

  private List<String> keys() {
    return domain.catalogue.categories().stream().map(Category::key).toList();
  }

  private void assertInUse(String key) {
    assertThatThrownBy(() -> remove(key))
        .isInstanceOfSatisfying(
            Refused.class,
            e -> assertThat(e.problems()).containsExactly(new Problem("", What.IN_USE)));
    assertThat(keys()).contains(key);
  }

  @Test
  void aNewOneComesLastWithAKeyOfItsOwn() {
    assertThat(save(draft("", 0, "Buildings"))).isEqualTo("buildings");
    assertThat(save(draft("", 0, "Buildings!"))).isEqualTo("buildings-2");

    assertThat(keys())
        .containsExactly("devices", "workplace", "access", "invoices", "buildings", "buildings-2");
  }

  @Test
  void anotherNameLeavesKeyAndPlaceAndIsNotOverwrittenUnseen() {
    CategoryDraft seen = domain.categories.find(sofia, "devices").orElseThrow();
    assertThat(seen.name()).isEqualTo(new TwoLanguages("Devices", "Appareils"));

    assertThat(save(draft("devices", seen.version(), "Things"))).isEqualTo("devices");
    assertThat(domain.catalogue.categories().get(0).name().texts()).containsEntry("en", "Things");
    assertThatThrownBy(() -> save(seen))
        .isInstanceOfSatisfying(
            Refused.class,
            e -> assertThat(e.problems()).containsExactly(new Problem("", What.CHANGED)));
    assertThatThrownBy(() -> save(draft("", 0, "x".repeat(61)))).isInstanceOf(Refused.class);
  }

  @Test
  void theyMoveByOnePlaceAndNotBeyondTheBorder() {
    move("access", true);
    assertThat(keys()).containsExactly("devices", "access", "workplace", "invoices");
    move("devices", true);
    move("invoices", false);
    assertThat(keys()).containsExactly("devices", "access", "workplace", "invoices");
    move("devices", false);
    assertThat(keys()).containsExactly("access", "devices", "workplace", "invoices");
    assertThatThrownBy(() -> move("unknown", true)).isInstanceOf(NotVisible.class);
  }

  @Test
  void onlyAnEmptyOneCanBeRemoved() {
    assertInUse("devices");
    String key = save(draft("", 0, "Buildings"));
    domain.jdbi.useHandle(
        handle -> handle.execute("update article set category_key = ?", key)); // no service
    assertInUse(key);
    domain.jdbi.useHandle(handle -> handle.execute("update article set category_key = 'devices'"));
    remove(key);
    assertThat(keys()).doesNotContain(key);
    remove(key);
  }

  @Test
  void whoPutsAServiceIntoItJustNowIsWaitedFor() throws Exception {
    String key = save(draft("", 0, "Buildings"));
    String team = domain.catalogueDesk.teams(sofia).get(0).key();
    TwoLanguages words = new TwoLanguages("Keys", "Clés");
    TwoLanguages nothing = TwoLanguages.NOTHING;
    ServiceDraft service =
        new ServiceDraft("", 0, key, words, words, nothing, nothing, "key", team, "NORMAL", true);
    CountDownLatch saved = new CountDownLatch(1);
    try (TestDomain other = domain.anotherNode()) {
      CompletableFuture<String> slow =
          CompletableFuture.supplyAsync(
              () ->
                  other.inTransaction(
                      () -> {
                        String made = other.catalogueDesk.save(sofia, service);
                        saved.countDown();
                        TimeUnit.MILLISECONDS.sleep(500);
                        return made;
                      }));
      assertThat(saved.await(30, TimeUnit.SECONDS)).isTrue();

      assertInUse(key);
      assertThat(slow.get(30, TimeUnit.SECONDS)).isEqualTo("keys");
    }
  }

  @Test
  void onlySupervisorsKeepThem() {
    Viewer tom = domain.viewer("tom", Role.AGENT);
    Categories desk = domain.categories;
    assertThatThrownBy(() -> desk.find(tom, "devices")).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.save(tom, draft("", 0, "No"))).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.move(tom, "devices", false)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.remove(tom, "devices")).isInstanceOf(NotAllowed.class);
  }
}
