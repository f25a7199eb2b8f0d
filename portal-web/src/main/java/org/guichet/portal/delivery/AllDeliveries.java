package org.guichet.portal.delivery;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.guichet.delivery.Deliveries;
import org.guichet.delivery.DeliveryDesk;
import org.guichet.delivery.DeliveryFilter;
import org.guichet.delivery.DeliveryRefusal;
import org.guichet.delivery.DeliveryState;
import org.guichet.delivery.DeliveryVerb;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;

/** One verb for all deliveries that the page's filter finds: first how many, then "yes". */
@Named
@ViewScoped
public class AllDeliveries implements Serializable {
  private static final long serialVersionUID = 1L;

  /** So that a system that was down is not run over when it comes back. */
  private static final int PER_SECOND = 10;

  @Inject DeliveryDesk desk;
  @Inject Deliveries deliveries;
  @Inject DeliveriesPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String reason;
  private DeliveryVerb chosen;
  private int count;
  private String notice = "";

  /** What may be done to deliveries of the state that the page shows. */
  public List<DeliveryVerb> getVerbs() {
    DeliveryState state = page.getFilter().state();
    return Arrays.stream(DeliveryVerb.values())
        .filter(verb -> verb != DeliveryVerb.EDIT)
        .filter(verb -> state == null ? verb.fits(DeliveryState.DEAD) : verb.fits(state))
        .toList();
  }

  /** Counts first. */
  public void choose(DeliveryVerb verb) {
    chosen = verb;
    count = deliveries.count(viewer.get(), filter(), verb);
    notice = "";
  }

  public void leave() {
    chosen = null;
  }

  public void confirm() {
    try {
      int done = desk.actOnAll(viewer.get(), chosen, filter(), PER_SECOND, reason);
      notice = words.of("deliveries.all.done", word(chosen), done);
      chosen = null;
      reason = null;
    } catch (DeliveryRefusal refusal) {
      notice = words.of("deliveries.why." + refusal.why());
    }
    page.refresh();
  }

  /** Where no state is chosen the dead ones are meant: nobody wants to cancel what is under way. */
  private DeliveryFilter filter() {
    DeliveryFilter shown = page.getFilter();
    return shown.state() == null ? DeliveryFilter.of(DeliveryState.DEAD, shown.connector()) : shown;
  }

  private String word(DeliveryVerb verb) {
    return words.of("delivery.verb." + verb);
  }

  /** What would be done, and to how many. */
  public String getQuestion() {
    String many = count == Deliveries.MOST_COUNTED ? count + "+" : Integer.toString(count);
    return words.of("deliveries.all.sure", word(chosen), many);
  }

  public boolean isAsked() {
    return chosen != null;
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  public String getNotice() {
    return notice;
  }
}
