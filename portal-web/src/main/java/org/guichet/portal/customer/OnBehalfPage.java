package org.guichet.portal.customer;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.Service;
import org.guichet.customer.Customer;
import org.guichet.customer.Customers;
import org.guichet.draft.DraftRow;
import org.guichet.draft.Drafts;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.request.OnBehalf;

/**
 * A customer is on the telephone: who it is, then which service. Both are in the address, as
 * parameters customer and, on the form's own page, type.
 */
@Named
@RequestScoped
public class OnBehalfPage {
  private static final int MOST_DRAFTS = 20;

  @Inject HttpServletRequest request;
  @Inject Customers customers;
  @Inject OnBehalf onBehalf;
  @Inject Catalogue catalogue;
  @Inject Drafts drafts;
  @Inject CurrentViewer viewer;

  private Customer customer;
  private List<Service> services = List.of();
  private List<DraftRow> begun = List.of();

  public void load() {
    Set<String> served = onBehalf.services(viewer.get());
    services = catalogue.all().stream().filter(service -> served.contains(service.key())).toList();
    UUID person = Keys.orNull(request.getParameter("customer"));
    if (person != null) {
      customer = customers.find(viewer.get(), person);
      begun = drafts.list(viewer.get(), person, MOST_DRAFTS);
    }
  }

  /** Whether something was typed and nobody chosen. */
  public boolean isUnchosen() {
    return customer == null && request.getParameter("customer") != null;
  }

  /** What was typed. */
  public String getTyped() {
    String typed = request.getParameter("name");
    return typed == null ? "" : typed;
  }

  /** Who is on the telephone; null before that is said. */
  public Customer getCustomer() {
    return customer;
  }

  /** What the viewer may file for others. */
  public List<Service> getServices() {
    return services;
  }

  /** What he has begun for this customer and not sent. */
  public List<DraftRow> getBegun() {
    return begun;
  }
}
