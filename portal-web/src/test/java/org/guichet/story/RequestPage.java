package org.guichet.story;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The page of one request, as its customer or the desk sees it. */
final class RequestPage {
  private final Page page;

  RequestPage(Page page) {
    this.page = page;
  }

  static RequestPage open(Visitor visitor, String number) {
    visitor.open("/request?number=" + number);
    return new RequestPage(visitor.page());
  }

  Locator status() {
    return page.locator("#status");
  }

  /** The sentence over the strip. */
  Locator sentence() {
    return page.locator("#sentence");
  }

  /** The strip's tickets. */
  Locator tickets() {
    return page.locator("#tickets li");
  }

  /** The ticket of one system. */
  Locator ticket(String system) {
    return tickets()
        .filter(
            new Locator.FilterOptions()
                .setHasText(Pattern.compile(system, Pattern.CASE_INSENSITIVE)));
  }

  Locator timeline() {
    return page.locator("#story");
  }

  /** Facts beside the timeline: invoices and files among them. */
  Locator facts() {
    return page.locator("#facts");
  }

  Locator reply() {
    return page.getByLabel("Reply", new Page.GetByLabelOptions().setExact(true));
  }

  void sendReply(String text) {
    reply().fill(text);
    button("Send reply").click();
  }

  void addNote(String text) {
    page.getByLabel("Internal note", new Page.GetByLabelOptions().setExact(true)).fill(text);
    button("Add note").click();
  }

  void assignToMe() {
    button("Assign to me").click();
  }

  /** Chooses the next status from the menu. */
  void changeStatus(String status) {
    page.locator("#status-form summary").click();
    button("Set the status to: " + status).click();
  }

  /** Where the composer says what became of the text. */
  Locator composerState() {
    return page.locator("#reply-state");
  }

  /** The files of the reply that is being written. */
  Locator composerFiles() {
    return page.locator("#reply-files");
  }

  /** Who acts next. */
  Locator next() {
    return page.locator("#next");
  }

  /** Chooses from the menu of seldom actions. */
  void more(String action) {
    page.locator("summary[aria-label='More actions']").click();
    button(action).click();
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
