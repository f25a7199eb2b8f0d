package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.guichet.delivery.Thinning.Step;
import org.guichet.shared.Settings;

/** How long the ledger remembers what is settled; unsettled deliveries are never forgotten. */
@ApplicationScoped
public class Retention {
  private static final int STEP = 5_000;

  private Thinning thinning;
  private Settings settings;

  protected Retention() {}

  @Inject
  public Retention(Thinning thinning, Settings settings) {
    this.thinning = thinning;
    this.settings = settings;
  }

  /**
   * What one run did.
   *
   * @param bodies attempts whose request and answer were emptied
   * @param events those that no flow had asked for
   */
  public record Thinned(int bodies, int attempts, int deliveries, int events) {}

  private interface Work {
    Step step(long from, Instant before, int step);
  }

  /**
   * Forgets all that is too old by now. It ends early when another node is at it, or when its
   * thread is interrupted.
   */
  public Thinned thin() {
    int bodies = run(thinning::bodies, settings.keepBodies());
    int attempts = run(thinning::attempts, settings.keepAttempts());
    int deliveries = run(thinning::deliveries, settings.keepDeliveries());
    int events = run(thinning::unaskedEvents, settings.keepDeliveries());
    return new Thinned(bodies, attempts, deliveries, events);
  }

  private static int run(Work work, Duration keep) {
    Instant before = Instant.now().minus(keep);
    int thinned = 0;
    Long from = 0L;
    while (from != null && !Thread.currentThread().isInterrupted()) {
      Step step = work.step(from, before, STEP);
      thinned += step.thinned();
      from = step.next();
    }
    return thinned;
  }
}
