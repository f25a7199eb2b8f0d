package org.guichet.portal.invoice;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guichet.invoice.InvoiceFilter;
import org.guichet.invoice.InvoiceFilter.Show;
import org.guichet.invoice.InvoiceRow;
import org.guichet.invoice.Invoices;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;

/**
 * Invoices of my requests, and of those of the organization I manage. What is shown is in the
 * address and nowhere else.
 */
@Named
@RequestScoped
public class InvoicesPage {
  private static final int PAGE = 25;

  @Inject HttpServletRequest request;
  @Inject Invoices invoices;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;

  private Show show;
  private List<InvoiceRow> rows = List.of();
  private Map<Show, Integer> counts = Map.of();
  private boolean more;

  public void load() {
    show = parse(request.getParameter("show"));
    LocalDate today = LocalDate.now(reader.getZone());
    InvoiceFilter filter =
        new InvoiceFilter(show, today, InvoicePlace.parse(request.getParameter("after")));
    List<InvoiceRow> found = invoices.list(viewer.get(), filter, PAGE + 1);
    more = found.size() > PAGE;
    rows = more ? found.subList(0, PAGE) : found;
    counts = invoices.counts(viewer.get(), today);
  }

  private static Show parse(String name) {
    return Arrays.stream(Show.values())
        .filter(one -> nameIn(one).equals(name))
        .findFirst()
        .orElse(Show.OPEN);
  }

  private static String nameIn(Show one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  /** The name of a list in the address. */
  public String nameOf(Show one) {
    return nameIn(one);
  }

  public Show[] getShows() {
    return Show.values();
  }

  public Show getShow() {
    return show;
  }

  /** How many are in that list; where counting stopped, with a plus. */
  public String count(Show one) {
    int count = counts.getOrDefault(one, 0);
    return count >= Invoices.MOST_COUNTED ? Invoices.MOST_COUNTED + "+" : Integer.toString(count);
  }

  /** Whether there is any invoice at all. */
  public boolean isNone() {
    return counts.getOrDefault(Show.ALL, 0) == 0;
  }

  /** Whether the rows must say who asked. */
  public boolean isOfOthers() {
    return !viewer.get().managedOrganizations().isEmpty();
  }

  public List<InvoiceRow> getRows() {
    return rows;
  }

  /** The next page; empty when this is the last. */
  public String getOlder() {
    return more
        ? "/invoices?show="
            + nameIn(show)
            + "&after="
            + InvoicePlace.of(rows.get(rows.size() - 1).position())
        : "";
  }

  /** Whether this is not the first page. */
  public boolean isContinued() {
    return request.getParameter("after") != null;
  }
}
