package org.guichet.portal.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.delivery.DeliveryDesk;
import org.guichet.delivery.DeliveryRefusal;
import org.guichet.delivery.DeliveryVerb;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.request.ChangedMeanwhile;
import org.guichet.request.IllegalTransition;
import org.guichet.request.Priority;
import org.guichet.request.RequestDesk;
import org.guichet.request.RequestStatus;
import org.guichet.request.StageInTheWay;

/** What staff do to the request whose page is open. */
@Named
@RequestScoped
public class DeskActions {
  @Inject RequestDesk desk;
  @Inject DeliveryDesk deliveries;
  @Inject RequestPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String notice = "";

  /** Takes the step, unless somebody else was first: then the page shows what he did. */
  public void change(RequestStatus to) {
    try {
      desk.changeStatus(viewer.get(), page.getNumber(), to, page.getView().version());
    } catch (StageInTheWay e) {
      notice = words.of("desk.stageInTheWay");
    } catch (ChangedMeanwhile | IllegalTransition e) {
      notice = words.of("desk.changedMeanwhile");
    }
    page.refresh();
  }

  public void prioritize(Priority to) {
    desk.changePriority(viewer.get(), page.getNumber(), to);
    page.refresh();
  }

  public Priority[] getPriorities() {
    return Priority.values();
  }

  public String name(Priority priority) {
    return words.of("priority." + priority);
  }

  public void take() {
    desk.assignToMe(viewer.get(), page.getNumber());
    page.refresh();
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
