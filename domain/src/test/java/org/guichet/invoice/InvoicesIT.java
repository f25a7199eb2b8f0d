package org.guichet.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.invoice.InvoiceFilter.Show;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** C9: invoices of one's own requests and of the organization that one manages. */
class InvoicesIT {
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
  private static TestDomain domain;
  private static String moreau;

  @BeforeAll
  static void invoicesOfTwoOrganizations() {
    domain = TestDomain.start();
    moreau = submit("camille");
    invoice(moreau, "M-1", "ISSUED", TODAY.plusDays(3), null);
    invoice(moreau, "M-2", "ISSUED", TODAY.minusDays(1), null);
    invoice(moreau, "M-3", "PAID", TODAY.minusDays(20), TODAY.minusDays(9));
    invoice(moreau, "M-4", "CANCELLED", TODAY.minusDays(30), null);
    invoice(moreau, "M-5", "DRAFT", null, null);
    invoice(moreau, "M-6", "ISSUED", null, null);
    invoice(submit("nadia"), "N-1", "ISSUED", TODAY, null);
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  private static String submit(String who) {
    Viewer viewer = domain.viewer(who, Role.CUSTOMER);
    Map<String, String> fields = Map.of("device", "Laptop", "description", "Broken");
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                viewer, new Submission("device-repair", fields, UUID.randomUUID())));
  }

  private static void invoice(
      String request, String number, String state, LocalDate due, LocalDate paid) {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into invoice (id, request_id, connector_id, external_id, number, amount, currency, due_on, paid_on,"
                    + " state, changed_at) select gen_random_uuid(), r.id, c.id, ?, ?, 85, 'EUR', ?, ?, ?, now()"
                    + " from service_request r, connector c where r.number = ? and c.key = 'invoicing'",
                number,
                number,
                due,
                paid,
                state,
                request));
  }

  private static List<String> numbers(String who, Show show) {
    Viewer viewer = domain.viewer(who, Role.CUSTOMER);
    return domain.invoices.list(viewer, new InvoiceFilter(show, TODAY, null), 50).stream()
        .map(row -> row.invoice().number())
        .toList();
  }

  @Test
  void whatIsToPayComesWithTheNextDueDateFirst() {
    assertThat(numbers("camille", Show.OPEN)).containsExactly("M-2", "M-1", "M-6");
    assertThat(numbers("camille", Show.OVERDUE)).containsExactly("M-2");
    assertThat(numbers("camille", Show.PAID)).containsExactly("M-3");
    assertThat(numbers("camille", Show.ALL)).hasSize(5).doesNotContain("M-5", "N-1");
  }

  @Test
  void theManagerSeesThoseOfHisOrganizationAndAStrangerDoesNot() {
    assertThat(numbers("julien", Show.ALL)).hasSize(5).contains("M-1").doesNotContain("N-1");
    assertThat(numbers("nadia", Show.ALL)).containsExactly("N-1");
    Viewer nadia = domain.viewer("nadia", Role.CUSTOMER);
    assertThat(domain.invoices.counts(nadia, TODAY))
        .containsEntry(Show.ALL, 1)
        .containsEntry(Show.OPEN, 1)
        .containsEntry(Show.OVERDUE, 0);
  }

  @Test
  void theDeskHasNoInvoicesOfItsOwn() {
    for (Role role : List.of(Role.AGENT, Role.SUPERVISOR)) {
      Viewer tom = domain.viewer("tom", role);
      assertThat(domain.invoices.list(tom, new InvoiceFilter(Show.ALL, TODAY, null), 50)).isEmpty();
      assertThat(domain.invoices.counts(tom, TODAY)).containsEntry(Show.ALL, 0);
    }
  }

  @Test
  void eachListIsCounted() {
    assertThat(domain.invoices.counts(domain.viewer("camille", Role.CUSTOMER), TODAY))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Show.OPEN, 3, Show.OVERDUE, 1, Show.PAID, 1, Show.ALL, 5));
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    Viewer camille = domain.viewer("camille", Role.CUSTOMER);
    for (Show show : Show.values()) {
      List<String> paged = new ArrayList<>();
      InvoiceFilter.Position place = null;
      List<InvoiceRow> page;
      do {
        page = domain.invoices.list(camille, new InvoiceFilter(show, TODAY, place), 1);
        page.forEach(row -> paged.add(row.invoice().number()));
        place = page.isEmpty() ? null : page.get(0).position();
      } while (!page.isEmpty());
      assertThat(paged).as("%s", show).isEqualTo(numbers("camille", show));
    }
  }

  @Test
  void onlyWebAddressesLeadToPayment() {
    assertThat(to("https://pay.example/1", "ISSUED").payUrl()).isEqualTo("https://pay.example/1");
    assertThat(to("javascript:alert(1)", "ISSUED").payUrl()).isNull();
    assertThat(to("https://x\" onclick=\"x", "ISSUED").payUrl()).isNull();
    assertThat(to("https://pay.example/1", "PAID").payUrl()).isNull();
    assertThat(to(null, "ISSUED").payUrl()).isNull();
  }

  private static Invoice to(String url, String state) {
    return new Invoice("I", "1", null, "EUR", TODAY, null, state, url, null, null);
  }

  @Test
  void theTableKeepsNoMoreThanFourDigits() {
    for (String wrong : List.of("last_four = '14242'", "means = 'Visa 42424242'")) {
      assertThatThrownBy(
              () -> domain.jdbi.useHandle(handle -> handle.execute("update invoice set " + wrong)))
          .hasMessageContaining("invoice_");
    }
  }
}
