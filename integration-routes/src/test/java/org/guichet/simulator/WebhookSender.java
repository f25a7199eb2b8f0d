package org.guichet.simulator;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends one system's webhooks, one at a time and in order, each until its receiver takes it. A
 * failed one waits for its own next attempt and lets the others pass, as with the real ones.
 */
final class WebhookSender implements AutoCloseable {
  private static final Logger LOG = System.getLogger(WebhookSender.class.getName());
  private static final long[] PAUSES = {1, 2, 5, 10, 30, 30, 30, 60, 60, 60, 300, 600, 1800, 3600};
  private static final long HELD_BACK_SECONDS = 5;

  /** HTTP/1.1, as an offer to upgrade confuses some receivers. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final URI target;
  private final WebhookSignature signature;
  private final Records records;
  private final Set<String> heldBack = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread;
  private volatile String lastAnswer = "";

  WebhookSender(URI target, String secret, Records records) {
    this.target = target;
    this.signature = new WebhookSignature(secret);
    this.records = records;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread sender = new Thread(work, "webhooks to " + target);
              sender.setDaemon(true);
              return sender;
            });
    records.unsent().forEach(webhook -> thread.execute(() -> attempt(webhook, 0)));
  }

  /** Sends it soon, or as badly as the fault of this moment wants it. */
  void send(Records.Webhook webhook, Fault fault) {
    if (fault.is("out-of-order-webhook") && heldBack.add(webhook.about())) {
      thread.schedule(() -> release(webhook), HELD_BACK_SECONDS, TimeUnit.SECONDS);
      return;
    }
    thread.execute(() -> attempt(webhook, 0));
    if (fault.is("duplicate-webhook")) {
      thread.execute(() -> post(webhook));
    }
  }

  /** What the receiver said last, for the staff page. */
  String lastAnswer() {
    return lastAnswer;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      // What it is just sending must be in the journal before that is closed.
      thread.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void release(Records.Webhook webhook) {
    heldBack.remove(webhook.about());
    attempt(webhook, 0);
  }

  private void attempt(Records.Webhook webhook, int failures) {
    if (!records.isUnsent(webhook)) {
      return; // the system was reset meanwhile
    }
    int status = post(webhook);
    if (status / 100 == 2 || status == 410 || failures == PAUSES.length) {
      records.settled(webhook);
    } else if (!thread.isShutdown()) {
      thread.schedule(() -> attempt(webhook, failures + 1), PAUSES[failures], TimeUnit.SECONDS);
    }
  }

  /** The status of the answer, 0 without one. */
  private int post(Records.Webhook webhook) {
    long now = Instant.now().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .header("webhook-id", webhook.id())
            .header("webhook-timestamp", String.valueOf(now))
            .header("webhook-signature", signature.of(webhook.id(), now, webhook.body()))
            .POST(HttpRequest.BodyPublishers.ofString(webhook.body()))
            .build();
    try {
      int status = CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      lastAnswer = status + " for " + webhook.about();
      return status;
    } catch (IOException e) {
      lastAnswer = "none, for " + webhook.about();
      LOG.log(Level.DEBUG, "{0}: {1}", target, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
