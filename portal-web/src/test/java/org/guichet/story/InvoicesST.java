package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.guichet.demo.Wait;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invoices of my requests (C9). */
@ExtendWith(House.class)
class InvoicesST {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Locator row(Visitor visitor, String number) {
    return visitor
        .page()
        .locator("#list tr[data-row]")
        .filter(new Locator.FilterOptions().setHasText(number));
  }

  /** A request whose invoice was issued. */
  private static String issued(Story story, Visitor camille, String device) {
    String number = RequestForm.open(camille).fill(device, "Invoice story.").submit();
    assertThat(Wait.until(PATIENCE, () -> story.systems().records("invoicing", number).size() == 1))
        .isTrue();
    assertThat(
            Wait.until(
                PATIENCE,
                () ->
                    story.count(
                            "select count(*) from external_reference x join service_request r on r.id = x.request_id"
                                + " join connector c on c.id = x.connector_id where c.key = 'invoicing' and r.number = ?",
                            number)
                        == 1))
        .isTrue();
    story.systems().set("invoicing", number, "issued");
    assertThat(
            Wait.until(
                PATIENCE,
                () ->
                    story.count(
                            "select count(*) from invoice i join service_request r on r.id = i.request_id where r.number = ?",
                            number)
                        == 1))
        .isTrue();
    return number;
  }

  @Test
  @DisplayName(
      "C9 an invoice comes, is paid at the company's page, and says so live with four digits")
  void anInvoiceComesAndIsPaid(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = issued(story, camille, "Invoiced laptop");
    camille.open("/invoices?show=all");
    Locator row = row(camille, number);
    assertThat(row).containsText("To pay");
    assertThat(row).containsText("€85.00");
    assertThat(row).containsText("Due on");
    camille.assertAccessible();
    camille.photograph("invoices-to-pay");

    camille.markPage();
    Locator pay =
        row.getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText("Pay"));
    Page company = camille.page().waitForPopup(pay::click);
    company.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mark as paid")).click();
    company.close();
    assertThat(row).containsText("Paid on");
    assertThat(row).containsText("Visa ending in 4242");
    assertThat(row.getByText("To pay")).hasCount(0);
    camille.assertNotReloaded();
    camille.photograph("invoices-paid");
    assertThat(
            story.count(
                "select (select count(*) from inbox_message where body like '%4242 4242%')"
                    + " + (select count(*) from invoice where means like '%4242%')"))
        .as("the number of the card is nowhere")
        .isZero();

    Visitor julien = story.signedIn("julien");
    julien.open("/invoices?show=paid");
    assertThat(row(julien, number)).containsText("Camille Moreau");
    Visitor nadia = story.signedIn("nadia");
    nadia.open("/invoices?show=all");
    assertThat(row(nadia, number)).hasCount(0);
  }

  @Test
  @DisplayName("C9 an invoice that is not due any more is overdue, in words, icon and filter")
  void anOverdueInvoiceSaysSo(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = issued(story, camille, "Late laptop");
    camille.open("/invoices");
    assertThat(row(camille, number)).containsText("To pay");
    story.run(
        "update invoice set due_on = current_date - 3 where request_id ="
            + " (select id from service_request where number = '%s')".formatted(number));
    camille.page().locator("#list nav").getByText("Overdue").click();
    camille.page().waitForURL("**/invoices?show=overdue");
    assertThat(row(camille, number)).containsText("Overdue");
    camille.assertAccessible();
    camille.photograph("invoices-overdue");
  }

  @Test
  @DisplayName("C9 by keyboard alone: from the home page to the payment")
  void byKeyboardAlone(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = issued(story, camille, "Keyboard laptop");
    camille.open("/");
    Page tab = camille.page();
    Keys.tabTo(tab, "#nav a[href$='/invoices']");
    tab.keyboard().press("Enter");
    tab.waitForURL("**/invoices");
    Keys.tabTo(tab, "#list nav a[href$='show=all']");
    tab.keyboard().press("Enter");
    tab.waitForURL("**/invoices?show=all");
    Keys.tabTo(tab, "#list tbody a[target=_blank]");
    Page company = tab.waitForPopup(() -> tab.keyboard().press("Enter"));
    assertThat(company.url()).contains("/invoicing/invoices/");
    company.close();
  }
}
