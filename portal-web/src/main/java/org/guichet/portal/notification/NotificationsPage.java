package org.guichet.portal.notification;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.guichet.notification.NotificationRow;
import org.guichet.notification.Notifications;
import org.guichet.portal.access.CurrentViewer;

/** What the reader was told, newest first. Where the list begins is in the address. */
@Named
@RequestScoped
public class NotificationsPage {
  private static final int PAGE = 25;

  @Inject HttpServletRequest request;
  @Inject Notifications notifications;
  @Inject CurrentViewer viewer;

  private List<NotificationRow> rows = List.of();
  private boolean more;

  public void load() {
    List<NotificationRow> found = notifications.list(viewer.get(), before(), PAGE + 1);
    more = found.size() > PAGE;
    rows = more ? found.subList(0, PAGE) : found;
  }

  private long before() {
    try {
      String before = request.getParameter("before");
      return before == null ? Long.MAX_VALUE : Long.parseLong(before);
    } catch (NumberFormatException noPlace) {
      return Long.MAX_VALUE;
    }
  }

  public List<NotificationRow> getRows() {
    return rows;
  }

  /** Where older ones begin; empty when there are none. */
  public String getOlder() {
    return more ? "/notifications?before=" + rows.get(PAGE - 1).id() : "";
  }

  /** Whether this is not the beginning. */
  public boolean isContinued() {
    return before() != Long.MAX_VALUE;
  }

  /** Where the list begins, for forms that come back to it; empty for the beginning. */
  public String getPlace() {
    return isContinued() ? Long.toString(before()) : "";
  }
}
