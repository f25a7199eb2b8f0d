package org.guichet.portal.notification;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.notification.Notifications;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;

/** The bell in the bar: how much the reader has not read, asked once a page. */
@Named("bell")
@RequestScoped
public class UnreadBell {
  @Inject Notifications notifications;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private int unread = -1;

  /** How many; 0 when nobody is signed in. */
  public int getUnread() {
    if (unread < 0) {
      unread = viewer.isSignedIn() ? notifications.unread(viewer.get()) : 0;
    }
    return unread;
  }

  /** The page has just heard it. */
  public void setUnread(int unread) {
    this.unread = unread;
  }

  /** The number on the bell; empty for none. */
  public String getCount() {
    int many = getUnread();
    if (many == 0) {
      return "";
    }
    return many < Notifications.MOST_COUNTED ? Integer.toString(many) : "99+";
  }

  /** The same in words. */
  public String getLabel() {
    return words.of("notifications.bell", getUnread());
  }
}
