package org.guichet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.guichet.invoice.InvoiceFilter;
import org.guichet.invoice.InvoiceFilter.Show;
import org.guichet.queue.Queue;
import org.guichet.queue.QueueFilter;
import org.guichet.queue.QueueRow;
import org.guichet.request.ChangedMeanwhile;
import org.guichet.request.Participants;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.request.RequestRow;
import org.guichet.request.Submission;
import org.guichet.shared.JsonText;
import org.guichet.shared.TestDomain;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every person of the demo at every request, through every door of the domain: the matrix. */
class VisibilityIT {
  private static TestDomain domain;
  private static String moreauRepair;
  private static String nordRepair;
  private static String moreauInvoice;

  @BeforeAll
  static void start() {
    domain = TestDomain.start();
    moreauRepair =
        submit("camille", "device-repair", Map.of("device", "Laptop", "description", "Broken"));
    nordRepair =
        submit("nadia", "device-repair", Map.of("device", "Printer", "description", "Jams"));
    moreauInvoice =
        submit("camille", "invoice-question", Map.of("invoice", "2026-1", "question", "Why?"));
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into invoice (id, request_id, connector_id, external_id, amount, currency, state, changed_at)"
                    + " select gen_random_uuid(), r.id, c.id, r.number, 1, 'EUR', 'ISSUED', now()"
                    + " from service_request r, connector c where c.key = 'invoicing'"));
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  private static String submit(String who, String type, Map<String, String> fields) {
    Viewer viewer = domain.viewer(who, Role.CUSTOMER);
    return domain.inTransaction(
        () -> domain.submitRequest.submit(viewer, new Submission(type, fields, UUID.randomUUID())));
  }

  static Stream<Arguments> everybody() {
    return Stream.of(
        Arguments.of("camille", Role.CUSTOMER, true, false, true),
        Arguments.of("julien", Role.CUSTOMER, true, false, true),
        Arguments.of("nadia", Role.CUSTOMER, false, true, false),
        Arguments.of("tom", Role.AGENT, true, true, false),
        Arguments.of("sofia", Role.SUPERVISOR, true, true, true),
        Arguments.of("ines", Role.INTEGRATION_ADMIN, false, false, false),
        Arguments.of("albert", Role.AUDITOR, false, false, false));
  }

  @ParameterizedTest(
      name = "{0} sees the repair of Moreau: {2}, of Nord: {3}, the invoice question: {4}")
  @MethodSource("everybody")
  void seesWhatTheRuleSaysThroughEveryDoor(
      String who, Role role, boolean moreau, boolean nord, boolean invoice) {
    Viewer viewer = domain.viewer(who, role);
    check(viewer, moreauRepair, moreau);
    check(viewer, nordRepair, nord);
    check(viewer, moreauInvoice, invoice);
  }

  private static void check(Viewer viewer, String number, boolean sees) {
    assertThat(domain.requests.visible(viewer, number).isPresent()).isEqualTo(sees);
    assertThat(listed(viewer, number)).isEqualTo(sees);
    if (sees) {
      assertThat(domain.requests.view(viewer, number).number()).isEqualTo(number);
    } else {
      assertThatThrownBy(() -> domain.requests.view(viewer, number)).isInstanceOf(NotVisible.class);
      assertThatThrownBy(
              () ->
                  domain.inTransaction(
                      () -> {
                        domain.requestDesk.reply(viewer, number, "Hello");
                        return null;
                      }))
          .isInstanceOf(NotVisible.class);
    }
  }

  @ParameterizedTest(name = "{0} gets invoices and data of his own customers'' side only")
  @MethodSource("everybody")
  void invoicesAndSavedDataAreThoseOfTheCustomersSide(
      String who, Role role, boolean moreau, boolean nord, boolean invoice) throws IOException {
    Viewer viewer = domain.viewer(who, role);
    boolean ofMoreau = who.equals("camille") || who.equals("julien");
    assertThat(invoiced(viewer, moreauRepair)).isEqualTo(ofMoreau);
    assertThat(invoiced(viewer, nordRepair)).isEqualTo(who.equals("nadia"));

    List<String> saved = saved(viewer);
    assertThat(saved.contains(moreauRepair)).isEqualTo(who.equals("camille"));
    assertThat(saved.contains(nordRepair)).isEqualTo(who.equals("nadia"));
    assertThat(viewer.mayErase()).isEqualTo(who.equals("sofia"));
  }

  /** Numbers of the requests that stand as his in the data.json that he saves. */
  private static List<String> saved(Viewer viewer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    domain.myDataArchive.write(viewer, out);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      zip.getNextEntry();
      String data = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
      return JsonText.object(data).getJsonArray("requests").getValuesAs(JsonObject.class).stream()
          .map(request -> request.getString("number"))
          .toList();
    }
  }

  private static boolean invoiced(Viewer viewer, String number) {
    return domain
        .invoices
        .list(viewer, new InvoiceFilter(Show.ALL, LocalDate.now(), null), 200)
        .stream()
        .anyMatch(row -> row.request().equals(number));
  }

  private static boolean listed(Viewer viewer, String number) {
    Stream<String> asCustomer =
        Stream.of(Scope.MINE, Scope.ORGANIZATION, Scope.FOLLOWED)
            .flatMap(
                scope -> domain.requests.list(viewer, RequestFilter.of(scope, false), 200).stream())
            .map(RequestRow::number);
    Stream<String> atDesk =
        !viewer.isStaff()
            ? Stream.of()
            : Stream.of(Queue.values())
                .flatMap(queue -> domain.queues.page(viewer, QueueFilter.of(queue), 200).stream())
                .map(QueueRow::number);
    return Stream.concat(asCustomer, atDesk).anyMatch(number::equals);
  }

  @Test
  void aColleagueWhoFollowsSeesItThroughEveryDoorAsLongAsHeBelongsToTheOrganization() {
    UUID paul = colleagueOfMoreau();
    Viewer follower = domain.people.viewer(paul, Set.of(Role.CUSTOMER));
    Viewer camille = domain.viewer("camille", Role.CUSTOMER);
    check(follower, moreauRepair, false);
    assertThat(domain.participants.candidates(camille, moreauRepair))
        .extracting(Participants.Colleague::name)
        .contains("Paul Faure", "Julien Petit")
        .doesNotContain("Nadia Haddad", "Camille Moreau");

    run(() -> domain.participants.add(camille, moreauRepair, paul));
    run(() -> domain.participants.add(camille, moreauRepair, paul)); // the second click
    check(follower, moreauRepair, true);
    assertThat(
            domain.requests.list(follower, RequestFilter.of(Scope.FOLLOWED, false), 9).stream()
                .map(RequestRow::number))
        .containsExactly(moreauRepair);
    run(() -> domain.requestDesk.reply(follower, moreauRepair, "It was me who dropped it"));
    assertThatThrownBy(() -> run(() -> domain.customerSteps.cancel(follower, moreauRepair, "")))
        .as("who follows does not decide")
        .isInstanceOf(NotVisible.class);
    assertThatThrownBy(
            () -> run(() -> domain.participants.add(follower, moreauRepair, follower.personId())))
        .isInstanceOf(NotVisible.class);

    domain.jdbi.useHandle(h -> h.execute("delete from membership where person_id = ?", paul));
    check(follower, moreauRepair, false);
    domain.jdbi.useHandle(h -> join(h, paul));
    check(follower, moreauRepair, true);
    run(() -> domain.participants.remove(follower, moreauRepair, paul));
    check(follower, moreauRepair, false);
  }

  @Test
  void nobodyOfAnotherOrganizationIsLetIn() {
    Viewer camille = domain.viewer("camille", Role.CUSTOMER);
    Viewer nadia = domain.viewer("nadia", Role.CUSTOMER);

    assertThatThrownBy(
            () -> run(() -> domain.participants.add(camille, moreauRepair, nadia.personId())))
        .isInstanceOf(NotVisible.class);
    assertThatThrownBy(
            () -> run(() -> domain.participants.add(nadia, moreauRepair, nadia.personId())))
        .isInstanceOf(NotVisible.class);
    check(nadia, moreauRepair, false);
  }

  private static UUID colleagueOfMoreau() {
    UUID person = UUID.randomUUID();
    domain.jdbi.useHandle(
        handle -> {
          handle.execute(
              "insert into person (id, issuer, subject, username, name, email)"
                  + " values (?, 'x', ?, 'paul', 'Paul Faure', '')",
              person,
              person.toString());
          join(handle, person);
        });
    return person;
  }

  private static void join(Handle handle, UUID person) {
    handle.execute(
        "insert into membership (person_id, organization_id)"
            + " select ?, id from organization where alias = 'cabinet-moreau'",
        person);
  }

  private static void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  @Test
  void notesAreForStaffOnly() {
    Viewer tom = domain.viewer("tom", Role.AGENT);
    domain.inTransaction(
        () -> {
          domain.requestDesk.note(tom, moreauRepair, "Customer is difficult");
          domain.requestDesk.reply(tom, moreauRepair, "We look at it");
          return null;
        });

    assertThat(bodies(tom)).contains("Customer is difficult", "We look at it");
    assertThat(bodies(domain.viewer("camille", Role.CUSTOMER)))
        .contains("We look at it")
        .doesNotContain("Customer is difficult");
    assertThatThrownBy(
            () ->
                domain.inTransaction(
                    () -> {
                      domain.requestDesk.note(
                          domain.viewer("camille", Role.CUSTOMER), moreauRepair, "x");
                      return null;
                    }))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void aNoteDoesNotEvenShowByItsTime() {
    var before =
        domain.requests.view(domain.viewer("camille", Role.CUSTOMER), moreauRepair).updatedAt();
    Viewer tom = domain.viewer("tom", Role.AGENT);
    domain.inTransaction(
        () -> {
          domain.requestDesk.note(tom, moreauRepair, "Quietly");
          return null;
        });

    assertThat(domain.requests.view(tom, moreauRepair).updatedAt()).isEqualTo(before);
  }

  @Test
  void theSecondToTakeARequestIsTold() {
    Viewer sofia = domain.viewer("sofia", Role.SUPERVISOR);
    Viewer tom = domain.viewer("tom", Role.AGENT);
    domain.inTransaction(
        () -> {
          domain.requestDesk.take(sofia, nordRepair);
          return null;
        });

    assertThatThrownBy(
            () ->
                domain.inTransaction(
                    () -> {
                      domain.requestDesk.take(tom, nordRepair);
                      return null;
                    }))
        .isInstanceOf(ChangedMeanwhile.class);
    domain.inTransaction(
        () -> {
          domain.requestDesk.assignToMe(tom, nordRepair);
          return null;
        });
    assertThat(domain.requests.view(tom, nordRepair).assignee()).isEqualTo("Tom Becker");
  }

  private static List<String> bodies(Viewer viewer) {
    return domain.requests.view(viewer, moreauRepair).timeline().stream()
        .map(entry -> String.valueOf(entry.body()))
        .toList();
  }

  @Test
  void pagesOfAListFollowEachOther() {
    Viewer sofia = domain.viewer("sofia", Role.SUPERVISOR);
    RequestFilter filter = RequestFilter.of(Scope.VISIBLE, true);
    List<RequestRow> all = domain.requests.list(sofia, filter, 10);
    RequestRow first = domain.requests.list(sofia, filter, 1).get(0);
    List<RequestRow> rest = domain.requests.list(sofia, filter.after(first), 10);

    assertThat(all).hasSize(3).startsWith(first).endsWith(rest.toArray(new RequestRow[0]));
    assertThat(domain.queueCounts.of(sofia)).containsEntry(Queue.ALL, 3);
  }
}
