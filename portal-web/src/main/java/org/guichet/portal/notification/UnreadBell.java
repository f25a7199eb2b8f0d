package org.guichet.portal.notification;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.notification.Notifications;
import org.guichet.notification.Notifications.Waiting;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;

/**
 * The bell in the bar: how much the reader has not read, with what else waits, asked once a page.
 */
@Named("bell")
@RequestScoped
public class UnreadBell {
  @Inject Notifications notifications;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private Waiting waiting;

  /** What waits; nothing when nobody is signed in. */
  private Waiting waiting() {
    if (waiting == null) {
      waiting = viewer.isSignedIn() ? notifications.waiting(viewer.get()) : new Waiting(0, 0);
    }
    return waiting;
  }

  /** The page has just heard it. */
  public void setWaiting(Waiting waiting) {
    this.waiting = waiting;
  }

  /** The number on the bell; empty for none. */
  public String getCount() {
    return shown(waiting().unread());
  }

  /** The number of decisions that wait for the reader; empty for none. */
  public String getDecisions() {
    return shown(waiting().decisions());
  }

  private static String shown(int many) {
    if (many == 0) {
      return "";
    }
    return many < Notifications.MOST_COUNTED ? Integer.toString(many) : "99+";
  }

  /** The same in words. */
  public String getLabel() {
    return words.of("notifications.bell", waiting().unread());
  }
}
