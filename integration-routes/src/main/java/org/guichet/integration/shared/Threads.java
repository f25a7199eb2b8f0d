package org.guichet.integration.shared;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.ThreadFactory;

/** Gives loops and workers the server's threads, on which transactions and beans work. */
@ApplicationScoped
public class Threads {
  @Resource private ManagedThreadFactory threads;

  @Produces
  ThreadFactory threads() {
    return threads;
  }
}
