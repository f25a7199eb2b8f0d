package org.guichet.integration.inbox;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.guichet.inbox.Hooks;
import org.guichet.inbox.Inbox;

/**
 * Lets through what comes in at a bearable rate, per connector and address, and per connector. It
 * remembers a bounded number of them, those that came last, and costs the database nothing.
 */
@ApplicationScoped
public class Doorkeeper {
  /** Of one connector from one address within a minute. */
  static final int MOST_PER_ADDRESS = 600;

  private static final int MOST_PER_CONNECTOR = 6_000;
  private static final int MOST_REMEMBERED = 10_000;
  private static final int LONGEST_NAME = 100;
  private static final Duration WRITE_DOWN = Duration.ofSeconds(1);

  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };
  private final Map<String, Integer> refused = new LinkedHashMap<>();
  private long writtenDown;
  private Inbox inbox;
  private Hooks hooks;

  protected Doorkeeper() {}

  @Inject
  public Doorkeeper(Inbox inbox, Hooks hooks) {
    this.inbox = inbox;
    this.hooks = hooks;
  }

  /**
   * Whether a push may come in now.
   *
   * @return null when it may, else how long its sender should wait
   */
  public Duration refusal(String connector, String address) {
    String name = connector.substring(0, Math.min(connector.length(), LONGEST_NAME));
    Duration wait = wait(name + " " + address, MOST_PER_ADDRESS);
    if (wait == null) {
      wait = wait(name, MOST_PER_CONNECTOR);
    }
    if (wait != null) {
      count(name);
    }
    return wait;
  }

  private Duration wait(String key, int most) {
    Bucket bucket;
    synchronized (buckets) {
      bucket = buckets.computeIfAbsent(key, name -> bucket(most));
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? null : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private static Bucket bucket(int most) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(most).refillGreedy(most, Duration.ofMinutes(1)))
        .build();
  }

  /** A flood is written down once a second, not push by push. */
  private void count(String connector) {
    Map<String, Integer> counts;
    synchronized (refused) {
      if (refused.size() < MOST_REMEMBERED || refused.containsKey(connector)) {
        refused.merge(connector, 1, Integer::sum);
      }
      if (System.nanoTime() - writtenDown < WRITE_DOWN.toNanos()) {
        return;
      }
      writtenDown = System.nanoTime();
      counts = Map.copyOf(refused);
      refused.clear();
    }
    counts.forEach(
        (name, count) -> {
          if (hooks.find(name).isPresent()) {
            inbox.refuse(name, "too many", count);
          }
        });
  }
}
