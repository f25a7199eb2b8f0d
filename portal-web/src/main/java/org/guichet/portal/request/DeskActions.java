package org.guichet.portal.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.delivery.DeliveryDesk;
import org.guichet.delivery.DeliveryRefusal;
import org.guichet.delivery.DeliveryVerb;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.request.Priority;

/** Retries a delivery of the request whose page is open; and what its priorities are called. */
@Named
@RequestScoped
public class DeskActions {
  @Inject DeliveryDesk deliveries;
  @Inject RequestPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String notice = "";

  public Priority[] getPriorities() {
    return Priority.values();
  }

  public String name(Priority priority) {
    return words.of("priority." + priority);
  }

  /** Tries a delivery of this request again; for supervisors and IT. */
  public void retry(long delivery) {
    try {
      deliveries.act(
          viewer.get(), DeliveryVerb.RETRY, delivery, words.of("deliveries.retry.reason"));
    } catch (DeliveryRefusal settledMeanwhile) {
      notice = words.of("deliveries.tooLate");
    }
    page.refresh();
  }

  /** Why the last step was not taken; empty when it was. */
  public String getNotice() {
    return notice;
  }
}
