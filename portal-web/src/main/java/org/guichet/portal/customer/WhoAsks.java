package org.guichet.portal.customer;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.request.OnBehalf;

/** Whose a form is: the viewer's own, or that of the customer for whom he types. */
@RequestScoped
public class WhoAsks {
  @Inject OnBehalf onBehalf;
  @Inject CurrentViewer viewer;

  /**
   * Who asks.
   *
   * @param customer key of the customer as it stands in the address; null or empty for oneself
   * @throws org.guichet.access.NotAllowed when the viewer may not file this service for others
   * @throws org.guichet.access.NotVisible when there is no such person or service
   */
  public Viewer of(String customer, String service) {
    UUID key = keyOf(customer);
    return key == null ? viewer.get() : onBehalf.customer(viewer.get(), service, key);
  }

  /** The key of the customer; null for oneself. */
  public static UUID keyOf(String customer) {
    return customer == null || customer.isBlank() ? null : Keys.require("person", customer);
  }
}
