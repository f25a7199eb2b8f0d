package org.guichet.portal.work;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.RequestPage;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestView;
import org.guichet.work.RequestWork;
import org.guichet.work.RequestWorks;

/** What staff keep beside the request whose page is open; read once per request of the browser. */
@Named
@RequestScoped
public class WorkDesk {
  @Inject RequestWorks works;
  @Inject RequestPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private RequestWork work;

  public RequestWork getWork() {
    if (work == null) {
      RequestView view = page.getView();
      work = view.atDesk() ? works.of(viewer.get(), view.id()) : RequestWork.NONE;
    }
    return work;
  }

  /** After something was done: the page and all this are read anew. */
  public void refresh() {
    page.refresh();
    work = null;
  }

  /** 12 requests, 2 open: of the customer, as far as the viewer sees them. */
  public String getCustomerHistory() {
    int total = getWork().ofCustomer();
    return total >= RequestWork.MOST_COUNTED
        ? words.of("customer.history.more", RequestWork.MOST_COUNTED, getWork().openOfCustomer())
        : words.of("customer.history", total, getWork().openOfCustomer());
  }

  /** Says that there are older entries of time than those listed; empty when there are none. */
  public String getMoreWorked() {
    return getWork().moreWorked() ? words.of("time.more", RequestWork.MOST_LISTED) : "";
  }

  /** The same of links. */
  public String getMoreLinks() {
    return getWork().moreLinks() ? words.of("link.more", RequestWork.MOST_LISTED) : "";
  }

  /** 1 h 25 min. */
  public String minutes(int minutes) {
    int hours = minutes / 60;
    int rest = minutes % 60;
    if (hours == 0) {
      return words.of("work.minutes", rest);
    }
    return rest == 0 ? words.of("work.hours", hours) : words.of("work.hoursMinutes", hours, rest);
  }
}
