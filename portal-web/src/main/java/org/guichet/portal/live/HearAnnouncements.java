package org.guichet.portal.live;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.guichet.shared.AnnouncementListener;

/** From its start to its end this application hears what the others announce, and who is where. */
@WebListener
public class HearAnnouncements implements ServletContextListener {
  @Inject private AnnouncementListener announcements;
  @Inject private Presence presence;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    announcements.start();
    presence.start();
  }
}
