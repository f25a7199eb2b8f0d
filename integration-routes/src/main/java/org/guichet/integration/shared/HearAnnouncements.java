package org.guichet.integration.shared;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.guichet.shared.AnnouncementListener;

/** From its start to its end this application hears what the others announce. */
@WebListener
public class HearAnnouncements implements ServletContextListener {
  @Inject private AnnouncementListener announcements;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    announcements.start();
  }
}
