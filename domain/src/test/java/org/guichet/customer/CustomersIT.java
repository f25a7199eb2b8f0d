package org.guichet.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.request.RequestStatus;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** B8: the directory of customers and organizations on the real database. */
class CustomersIT {
  private static final CustomerFilter ALL = new CustomerFilter("", null, null);
  private static TestDomain domain;
  private static Viewer camille;
  private static Viewer julien;
  private static Viewer nadia;
  private static Viewer tom;
  private static Viewer sofia;

  @BeforeAll
  static void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    julien = domain.viewer("julien", Role.CUSTOMER);
    nadia = domain.viewer("nadia", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    submit(camille, "device-repair", Map.of("device", "Laptop", "description", "It fell"));
    submit(julien, "device-repair", Map.of("device", "Screen", "description", "It is dark"));
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  private static String submit(Viewer viewer, String type, Map<String, String> fields) {
    return domain.inTransaction(
        () -> domain.submitRequest.submit(viewer, new Submission(type, fields, UUID.randomUUID())));
  }

  private static void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  private static List<String> found(String text) {
    return domain.customers.page(tom, new CustomerFilter(text, null, null), 50).stream()
        .map(CustomerRow::name)
        .toList();
  }

  private static List<String> alike(String text) {
    return domain.inTransaction(() -> domain.customers.alike(tom, text, 5)).stream()
        .map(CustomerRow::name)
        .toList();
  }

  private static UUID organization(String name) {
    return domain.organizations.page(sofia, name, null, 1).get(0).id();
  }

  private static List<String> texts(String sql, String number) {
    return domain.jdbi.withHandle(
        handle -> handle.createQuery(sql).bind("number", number).mapTo(String.class).list());
  }

  @Test
  void isForStaffAlone() {
    Whose whose = Whose.person(camille.personId());
    assertThatThrownBy(() -> domain.customers.page(julien, ALL, 10)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> domain.customers.alike(julien, "camile", 10))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> domain.customers.find(julien, camille.personId()))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> domain.organizations.page(julien, "", null, 10))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> domain.customerHistory.page(julien, whose, true, null, 10))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> domain.customerHistory.of(julien, whose))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> domain.customerHistory.invoices(julien, whose, 10))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> domain.customerNotes.of(julien, whose, 10))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> run(() -> domain.customerNotes.add(julien, whose, "x")))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> domain.whoSeesWhat.of(julien, camille.personId()))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void findsByAnyPartOfANameAnAddressOrAnOrganization() {
    assertThat(found("mille")).containsExactly("Camille Moreau");
    assertThat(found("JULIEN@cabinet")).containsExactly("Julien Petit");
    assertThat(found("cabinet petit")).as("words in any order").containsExactly("Julien Petit");
    assertThat(found("architectes")).containsExactly("Camille Moreau", "Julien Petit");
    assertThat(found("camille nord")).isEmpty();
    assertThat(found("100%_\\")).as("no wildcards").isEmpty();
    assertThat(found("\0")).isNotEmpty();
  }

  @Test
  void accentsDoNotMatterAndTyposAreForgiven() {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into person (id, issuer, subject, username, name, email) values"
                    + " (gen_random_uuid(), 'x', 'zoe', 'zoe', 'Zoé Brönté', 'zoe@x.example')"));
    assertThat(found("zoe bronte")).containsExactly("Zoé Brönté");
    assertThat(found("camile")).isEmpty();
    assertThat(alike("camile morau")).startsWith("Camille Moreau");
    assertThat(alike("petti")).containsExactly("Julien Petit");
    assertThat(alike("xylophone")).isEmpty();
  }

  @Test
  void pagesAreByKeyAndMissNobody() {
    List<String> all =
        domain.customers.page(sofia, ALL, 200).stream().map(CustomerRow::name).toList();
    List<String> paged = new ArrayList<>();
    UUID after = null;
    while (true) {
      List<CustomerRow> page = domain.customers.page(sofia, new CustomerFilter("", null, after), 2);
      if (page.isEmpty()) {
        break;
      }
      page.forEach(row -> paged.add(row.name()));
      after = page.get(page.size() - 1).id();
    }
    assertThat(paged).containsExactlyElementsOf(all);
    assertThat(
            domain.customers.page(sofia, new CustomerFilter("", organization("moreau"), null), 10))
        .extracting(CustomerRow::name)
        .containsExactly("Camille Moreau", "Julien Petit");
  }

  @Test
  void showsAndCountsOnlyRequestsThatTheViewerSees() {
    Viewer ines = new Viewer(tom.personId(), "T", "", tom.roles(), Set.of(), Set.of());
    Whose whose = Whose.person(julien.personId());
    assertThat(domain.customerHistory.of(tom, whose)).isEqualTo(new History(1, 1));
    assertThat(domain.customerHistory.of(ines, whose)).isEqualTo(new History(0, 0));
    assertThat(domain.customerHistory.page(tom, whose, true, null, 10))
        .singleElement()
        .extracting(CustomerRequest::subject, CustomerRequest::status)
        .containsExactly("Screen", RequestStatus.SUBMITTED);
    assertThat(domain.customerHistory.page(tom, whose, false, null, 10)).isEmpty();
    assertThat(domain.customerHistory.page(ines, whose, true, null, 10)).isEmpty();
    Whose moreau = Whose.organization(organization("moreau"));
    List<CustomerRequest> first = domain.customerHistory.page(tom, moreau, true, null, 1);
    CustomerRequest last = first.get(0);
    assertThat(
            domain.customerHistory.page(
                tom, moreau, true, new CustomerHistory.Place(last.updatedAt(), last.id()), 10))
        .isNotEmpty()
        .noneMatch(row -> row.id().equals(last.id()));
    assertThat(domain.organizations.find(tom, moreau.id()).open()).isGreaterThanOrEqualTo(2);
    assertThat(domain.organizations.find(ines, moreau.id()).open()).isZero();
    assertThat(domain.organizations.find(tom, moreau.id()).managers())
        .containsExactly("Julien Petit");
  }

  @Test
  void saysWhatAPersonSeesOfOthersByTheRuleItself() {
    Sight manager = domain.whoSeesWhat.of(tom, julien.personId());
    assertThat(manager.seen())
        .extracting(seen -> seen.request().requester(), Sight.Seen::follows)
        .containsExactly(tuple("Camille Moreau", false));
    assertThat(domain.whoSeesWhat.of(tom, camille.personId()).isNothing()).isTrue();
    Viewer other =
        new Viewer(nadia.personId(), "N", "", tom.roles(), tom.managedOrganizations(), Set.of());
    Sight hidden = domain.whoSeesWhat.of(other, julien.personId());
    assertThat(hidden.seen()).isEmpty();
    assertThat(hidden.hidden()).isEqualTo(1);
  }

  @Test
  void notesHaveAnAuthorAndAreTakenAwayByHimOrASupervisor() {
    Whose whose = Whose.person(nadia.personId());
    run(() -> domain.customerNotes.add(tom, whose, "  Rings twice. "));
    run(() -> domain.customerNotes.add(sofia, whose, "Pays late."));
    List<CustomerNote> notes = domain.customerNotes.of(tom, whose, 10);
    assertThat(notes)
        .extracting(CustomerNote::body, CustomerNote::author)
        .containsExactly(tuple("Pays late.", "Sofia Lind"), tuple("Rings twice.", "Tom Becker"));
    assertThatThrownBy(() -> run(() -> domain.customerNotes.remove(tom, whose, notes.get(0).id())))
        .isInstanceOf(NotAllowed.class);
    run(() -> domain.customerNotes.remove(tom, whose, notes.get(1).id()));
    run(() -> domain.customerNotes.remove(tom, whose, notes.get(1).id()));
    run(
        () ->
            domain.customerNotes.remove(
                sofia, Whose.organization(organization("nord")), notes.get(0).id()));
    assertThat(domain.customerNotes.of(tom, whose, 10)).hasSize(1);
    for (String bad : new String[] {" ", "x".repeat(4_001), "a\0b"}) {
      assertThatThrownBy(() -> run(() -> domain.customerNotes.add(tom, whose, bad)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () -> run(() -> domain.customerNotes.add(tom, Whose.person(UUID.randomUUID()), "x")))
        .isInstanceOf(NotVisible.class);
    assertThat(
            texts(
                "select action from audit_entry where object_id = :number order by id",
                nadia.personId().toString()))
        .containsExactly("customer.note_added", "customer.note_added", "customer.note_removed");
  }

  @Test
  void aSearchAmongAHundredThousandReadsAnIndex() {
    String plan =
        domain.jdbi.withHandle(
            handle -> {
              handle.begin();
              handle.execute(
                  "insert into person (id, issuer, subject, username, name, email)"
                      + " select gen_random_uuid(), 'many', n::text, n::text, 'Person ' || md5(n::text), md5(n::text) || '@x.example'"
                      + " from generate_series(1, 100000) n");
              handle.execute("analyze person");
              String read =
                  String.join(
                      "\n",
                      handle
                          .createQuery(
                              "explain select p.id from person p where p.erased_at is null and"
                                  + " p.found_by like plain_text('%camille%') order by p.name, p.id limit 50")
                          .mapTo(String.class)
                          .list());
              handle.rollback();
              return read;
            });
    assertThat(plan).contains("person_found_by");
  }
}
