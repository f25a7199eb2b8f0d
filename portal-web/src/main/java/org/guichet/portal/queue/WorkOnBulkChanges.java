package org.guichet.portal.queue;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** From its start on this application does bulk changes. */
@WebListener
public class WorkOnBulkChanges implements ServletContextListener {
  @Inject private BulkWorker worker;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    worker.start();
  }
}
