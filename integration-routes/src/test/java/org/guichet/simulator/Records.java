package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Everything one system knows: its records, the idempotency keys it has answered, the webhooks it
 * still owes. What belongs together is one line of the journal, written before anybody hears of it.
 */
final class Records implements Closeable {
  /** A webhook not yet accepted by its receiver; {@code about} is the record's identifier. */
  record Webhook(String id, String about, String body) {}

  private record Answered(String body, String id) {}

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final Journal journal;
  private final Map<String, JsonObject> byId = new LinkedHashMap<>();
  private final Map<String, Answered> answered = new HashMap<>();
  private final Map<String, Webhook> unsent = new LinkedHashMap<>();
  private final Map<String, Long> counters = new HashMap<>();
  private Instant lastChange = Instant.EPOCH;

  Records(Path file) throws IOException {
    journal = new Journal(file);
    journal.replay(this::apply);
  }

  /**
   * Adds a record, unless this idempotency key has already been answered.
   *
   * @param key null when the system or the caller does not use them
   * @return the record, and whether it is a new one
   */
  synchronized Created create(Kind kind, String key, JsonObject request, JsonObject fields) {
    String scopedKey = key == null ? null : kind.name() + " " + key;
    Answered before = answered.get(scopedKey);
    if (before != null) {
      if (!before.body().equals(fingerprint(request))) {
        throw new Refusal(422, "this Idempotency-Key came with another body before");
      }
      return new Created(byId.get(before.id()), false);
    }
    String now = tick();
    JsonObject record =
        JsonText.object()
            .add("id", kind.prefix() + next(kind.prefix(), kind.first()))
            .add("kind", kind.name())
            .addAll(JsonText.object(fields).remove("id").remove("kind"))
            .add("createdAt", now)
            .add("changedAt", now)
            .build();
    JsonObjectBuilder line = line(record);
    if (key != null) {
      line.add("key", scopedKey).add("request", fingerprint(request));
    }
    write(line);
    return new Created(record, true);
  }

  /** A record and whether it was made just now. */
  record Created(JsonObject record, boolean isNew) {}

  /** Changes a record and tells nobody. */
  synchronized JsonObject change(String id, UnaryOperator<JsonObject> change) {
    JsonObject record = changed(id, change);
    write(line(record));
    return record;
  }

  /** Changes a record; the webhook about it is in the journal as soon as the change is. */
  synchronized Webhook announce(
      String id, UnaryOperator<JsonObject> change, UnaryOperator<JsonObject> presented) {
    JsonObject record = changed(id, change);
    String body =
        JsonText.object()
            .add("type", record.getString("kind") + ".changed")
            .add("timestamp", record.getString("changedAt"))
            .add("data", presented.apply(record))
            .build()
            .toString();
    Webhook webhook = new Webhook("msg_" + UUID.randomUUID().toString().replace("-", ""), id, body);
    write(
        line(record)
            .add(
                "webhook",
                JsonText.object().add("id", webhook.id()).add("about", id).add("body", body)));
    return webhook;
  }

  /** The webhook has arrived, or will never. */
  synchronized void settled(Webhook webhook) {
    if (unsent.containsKey(webhook.id())) {
      write(JsonText.object().add("settled", webhook.id()));
    }
  }

  synchronized boolean isUnsent(Webhook webhook) {
    return unsent.containsKey(webhook.id());
  }

  synchronized List<Webhook> unsent() {
    return List.copyOf(unsent.values());
  }

  synchronized Optional<JsonObject> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  synchronized List<JsonObject> all() {
    return List.copyOf(byId.values());
  }

  /** Hands out the next number of a series, kept with the next line of the journal. */
  synchronized long next(String series, long first) {
    return counters.merge(series, first, (last, ignored) -> last + 1);
  }

  /** Forgets all but the numbers: one that was used must not come back for something else. */
  synchronized void clear() {
    byId.clear();
    answered.clear();
    unsent.clear();
    journal.clear();
    write(JsonText.object().add("counters", countersAsJson()));
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }

  private JsonObject changed(String id, UnaryOperator<JsonObject> change) {
    JsonObject record = find(id).orElseThrow(() -> new Refusal(404, "there is no " + id));
    return JsonText.object(change.apply(record)).add("changedAt", tick()).build();
  }

  private JsonObjectBuilder line(JsonObject record) {
    return JsonText.object().add("record", record).add("counters", countersAsJson());
  }

  private void write(JsonObjectBuilder line) {
    JsonObject whole = line.build();
    journal.append(whole);
    apply(whole);
  }

  /** Now, or a millisecond after the last change: two changes never carry the same time. */
  private String tick() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    lastChange = now.isAfter(lastChange) ? now : lastChange.plusMillis(1);
    return MILLISECONDS.format(lastChange);
  }

  private JsonObjectBuilder countersAsJson() {
    JsonObjectBuilder json = JsonText.object();
    counters.forEach(json::add);
    return json;
  }

  private static String fingerprint(JsonObject request) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(request.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void apply(JsonObject line) {
    if (line.containsKey("record")) {
      JsonObject record = line.getJsonObject("record");
      byId.put(record.getString("id"), record);
      lastChange = Instant.parse(record.getString("changedAt"));
      if (line.containsKey("key")) {
        answered.put(
            line.getString("key"), new Answered(line.getString("request"), record.getString("id")));
      }
    }
    if (line.containsKey("webhook")) {
      JsonObject hook = line.getJsonObject("webhook");
      unsent.put(
          hook.getString("id"),
          new Webhook(hook.getString("id"), hook.getString("about"), hook.getString("body")));
    }
    if (line.containsKey("counters")) {
      JsonObject series = line.getJsonObject("counters");
      series.keySet().forEach(s -> counters.put(s, series.getJsonNumber(s).longValue()));
    }
    unsent.remove(line.getString("settled", ""));
  }
}
