package org.guichet.portal.delivery;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.guichet.delivery.AttemptRow;
import org.guichet.delivery.Deliveries;
import org.guichet.delivery.DeliveryAction;
import org.guichet.delivery.DeliveryDesk;
import org.guichet.delivery.DeliveryRefusal;
import org.guichet.delivery.DeliveryRow;
import org.guichet.delivery.DeliveryVerb;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;

/** What is done to the delivery that is looked at: each with a reason. */
@Named
@RequestScoped
public class DeliveryActions {
  @Inject DeliveryDesk desk;
  @Inject Deliveries deliveries;
  @Inject DeliveriesPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String reason;
  private String number;
  private String body;
  private String notice = "";
  private boolean refused;

  /**
   * What its state allows; another content has a form of its own.
   *
   * @param row null when it has left the list meanwhile
   */
  public List<DeliveryVerb> verbs(DeliveryRow row) {
    if (row == null) {
      return List.of();
    }
    return Arrays.stream(DeliveryVerb.values())
        .filter(verb -> verb != DeliveryVerb.EDIT && verb.fits(row.deliveryState()))
        .toList();
  }

  public boolean isEditable(DeliveryRow row) {
    return row != null && DeliveryVerb.EDIT.fits(row.deliveryState());
  }

  public void act(DeliveryVerb verb) {
    run(
        verb,
        () -> {
          if (verb == DeliveryVerb.MARK_DONE) {
            desk.doneByHand(viewer.get(), page.getSelected(), number, reason);
          } else {
            desk.act(viewer.get(), verb, page.getSelected(), reason);
          }
        });
  }

  /** Sends the content that was written. */
  public void edit() {
    run(DeliveryVerb.EDIT, () -> desk.edit(viewer.get(), page.getSelected(), getBody(), reason));
  }

  private void run(DeliveryVerb verb, Runnable work) {
    try {
      work.run();
      notice = words.of("deliveries.acted", word(verb));
      reason = null;
      number = null;
      body = null;
    } catch (DeliveryRefusal refusal) {
      refused = true;
      notice = words.of("deliveries.why." + refusal.why());
    }
    page.refresh();
  }

  public String word(DeliveryVerb verb) {
    return words.of("delivery.verb." + verb);
  }

  /** What people did to it before, with its name in the reader's language. */
  public List<DeliveryAction> getHistory() {
    return deliveries.actions(viewer.get(), page.getSelected());
  }

  public String word(DeliveryAction action) {
    return word(DeliveryVerb.valueOf(action.action().toUpperCase(java.util.Locale.ROOT)));
  }

  /** What was written, at first what was sent last; empty when that is not kept as it was. */
  public String getBody() {
    if (body != null) {
      return body;
    }
    List<AttemptRow> attempts = page.getAttempts();
    for (int i = attempts.size() - 1; i >= 0; i--) {
      String sent = attempts.get(i).requestBody();
      if (sent != null) {
        return sent.contains("***") || sent.contains("… (") ? "" : sent;
      }
    }
    return "";
  }

  public void setBody(String body) {
    this.body = body;
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  public String getNumber() {
    return number;
  }

  public void setNumber(String number) {
    this.number = number;
  }

  /** What became of it; empty before anything was done. */
  public String getNotice() {
    return notice;
  }

  public boolean isRefused() {
    return refused;
  }
}
