package org.guichet.integration.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.guichet.delivery.AttemptRecord;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Receipt;
import org.guichet.integration.connector.Answer;
import org.guichet.integration.connector.CallFailed;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Envelope;
import org.guichet.integration.connector.Verb;
import org.guichet.integration.shared.StorableText;
import org.guichet.integration.shared.WebAddress;
import org.guichet.shared.Jq;
import org.guichet.shared.JqFailed;
import org.guichet.shared.JsonText;

/**
 * One attempt: the flow's mapping, the search for what an earlier attempt may have left, the call,
 * the receipt. It holds no transaction and always comes back with a completion.
 */
@ApplicationScoped
public class DeliveryAttempt {
  private final BackOff backOff = new BackOff(() -> ThreadLocalRandom.current().nextDouble());

  /** What is known of an attempt while it runs. */
  private static final class Story {
    private final Instant startedAt = Instant.now();
    private final String traceId = Envelope.newTraceId();
    private String sent;

    private AttemptRecord end(Integer httpStatus, Verdict verdict, String answer) {
      return new AttemptRecord(
          startedAt,
          (int) Duration.between(startedAt, Instant.now()).toMillis(),
          httpStatus,
          verdict == null ? null : verdict.errorClass(),
          verdict == null ? null : verdict.sentence(),
          Masking.mask(sent),
          Masking.mask(answer),
          traceId);
    }
  }

  /** Tries it once. */
  public Completion run(ClaimedDelivery delivery, Connection connection) {
    Story story = new Story();
    try {
      JsonObject here = here(delivery, connection.connector());
      story.sent = map(delivery, here);
      Answer answer = send(delivery, connection, here, story);
      Receipt receipt = receipt(answer, connection);
      return Completion.confirmed(
          delivery, story.end(answer.httpStatus(), null, answer.body()), receipt);
    } catch (JqFailed e) {
      Verdict verdict = Classifier.mappingFailed(delivery.flow(), e.getMessage());
      return Completion.dead(delivery, story.end(null, verdict, null));
    } catch (CallFailed e) {
      Verdict verdict = patient(delivery, judge(connection, e));
      return completion(
          delivery,
          verdict,
          story.end(e.httpStatus(), verdict, e.answer()),
          wait(delivery, connection.connector(), e),
          connection.connector().version());
    }
  }

  /** Where the request lives in the connector's own system; null while it does not. */
  private static JsonObject here(ClaimedDelivery delivery, Connector connector) {
    return JsonText.object(delivery.references()).get(connector.key()) instanceof JsonObject known
            && JsonText.string(known, "externalId") != null
        ? known
        : null;
  }

  private static String map(ClaimedDelivery delivery, JsonObject here) throws JqFailed {
    if (delivery.body() != null) {
      return delivery.body();
    }
    String mapped =
        Jq.of(delivery.mapping())
            .apply(
                delivery.payload(),
                Map.of("references", delivery.references(), "here", String.valueOf(here)));
    if (mapped == null) {
      throw new JqFailed("It yields nothing");
    }
    return mapped;
  }

  /**
   * A system that would take a repeat for a second order is asked first what it has of us, unless
   * the request lives there already: then it is not created, and its record is no receipt of this
   * event. The lease outlives any attempt, so an earlier one has ended by now.
   */
  private static Answer send(
      ClaimedDelivery delivery, Connection connection, JsonObject here, Story story)
      throws CallFailed {
    Envelope envelope =
        new Envelope(
            delivery.idempotencyKey(),
            delivery.repeated(),
            story.traceId,
            delivery.number(),
            here == null ? null : JsonText.string(here, "externalId"));
    if (delivery.repeated() && !connection.connector().idempotent() && here == null) {
      String reference =
          Json.createObjectBuilder().add("reference", delivery.number()).build().toString();
      Answer found = connection.call(Verb.FIND, reference, envelope);
      if (externalId(json(found), found) != null) {
        return found;
      }
    }
    return connection.call(Verb.DELIVER, story.sent, envelope);
  }

  /** No confirmation on a mere 2xx: the system must name its record, unless it names none ever. */
  static Receipt receipt(Answer answer, Connection connection) throws CallFailed {
    if (!connection.givesReceipts() && !isObject(answer)) {
      return new Receipt(null, null, null);
    }
    JsonObject json = json(answer);
    String externalId = externalId(json, answer);
    if (externalId == null && connection.givesReceipts()) {
      throw notUnderstood(answer, null);
    }
    return new Receipt(
        externalId, WebAddress.orNull(JsonText.string(json, "externalUrl")), status(json));
  }

  private static String status(JsonObject receipt) {
    String status = JsonText.string(receipt, "externalStatus");
    return StorableText.fits(status, StorableText.MOST_WORD) ? status : null;
  }

  /** Null when there is none; one that cannot be kept is no answer. */
  private static String externalId(JsonObject json, Answer answer) throws CallFailed {
    JsonValue id = json.getOrDefault("externalId", JsonValue.NULL);
    if (JsonValue.NULL.equals(id)) {
      return null;
    }
    String text = id instanceof JsonString string ? string.getString() : id.toString();
    boolean isNumber = id instanceof JsonString || id instanceof JsonNumber;
    if (!isNumber || !StorableText.fits(text, StorableText.MOST_WORD)) {
      throw notUnderstood(answer, null);
    }
    return text;
  }

  private static boolean isObject(Answer answer) {
    try {
      JsonText.object(answer.body());
      return true;
    } catch (JsonException e) {
      return false;
    }
  }

  private static CallFailed notUnderstood(Answer answer, Exception cause) {
    return CallFailed.because(CallFailed.Reason.NOT_UNDERSTOOD, answer.body(), cause);
  }

  private static JsonObject json(Answer answer) throws CallFailed {
    try {
      return JsonText.object(answer.body());
    } catch (JsonException e) {
      throw notUnderstood(answer, e);
    }
  }

  private static Verdict judge(Connection connection, CallFailed failure) {
    String system = name(connection.connector());
    if (isRefused(failure, 403) && !probes(connection)) {
      return Classifier.forbidden(system);
    }
    String patience = connection.connector().parameters().get("responseSeconds");
    return patience == null
        ? Classifier.judge(system, failure)
        : Classifier.judge(system, failure, patience);
  }

  private static boolean probes(Connection connection) {
    try {
      connection.call(Verb.PROBE, "{}", Envelope.reading());
      return true;
    } catch (CallFailed e) {
      return !isRefused(e, 403)
          && !isRefused(e, 401)
          && e.reason() != CallFailed.Reason.CREDENTIALS
          && e.reason() != CallFailed.Reason.SIGN_IN_REFUSED;
    }
  }

  private static boolean isRefused(CallFailed failure, int status) {
    return failure.reason() == CallFailed.Reason.REFUSED && failure.httpStatus() == status;
  }

  /** The company's name for the system, as sentences use it. */
  static String name(Connector connector) {
    return connector.names().in(Locale.ENGLISH);
  }

  private Duration wait(ClaimedDelivery delivery, Connector connector, CallFailed failure) {
    boolean mayOverlap = failure.reason() == CallFailed.Reason.TIMEOUT && !connector.idempotent();
    return mayOverlap
        ? backOff.afterTimeout(delivery.attempt())
        : backOff.after(delivery.attempt(), failure.retryAfter());
  }

  /**
   * What becomes of an attempt whose end the database refuses to keep: it is tried again, and
   * nothing is written down of what was said.
   *
   * @param system the company's name for it
   */
  Completion notStored(Completion refused, String system) {
    ClaimedDelivery delivery = refused.delivery();
    AttemptRecord attempt = refused.attempt();
    Verdict verdict = patient(delivery, Classifier.notStored(system));
    AttemptRecord record =
        new AttemptRecord(
            attempt.startedAt(),
            attempt.durationMillis(),
            attempt.httpStatus(),
            verdict.errorClass(),
            verdict.sentence(),
            null,
            null,
            attempt.traceId());
    Duration wait = backOff.after(delivery.attempt(), null);
    return completion(delivery, verdict, record, wait, refused.connectorVersion());
  }

  /**
   * What becomes of an attempt that had to be interrupted.
   *
   * @param ended how it ended after that; null when it did not
   * @param inARow after how many in a row the connector pauses now; 0 when it does not
   */
  Completion brokenOff(
      ClaimedDelivery delivery,
      Connection connection,
      Instant since,
      Completion ended,
      int inARow) {
    Connector connector = connection.connector();
    Verdict verdict =
        inARow > 0
            ? Classifier.stuck(name(connector), connector.timeLimit(), inARow)
            : patient(delivery, Classifier.tooSlow(name(connector), connector.timeLimit()));
    return interrupted(delivery, connector, since, ended, verdict);
  }

  /**
   * What becomes of an attempt that was broken off because it may be another node's by now.
   *
   * @param ended how it ended after that; null when it did not
   */
  Completion cutOff(
      ClaimedDelivery delivery, Connection connection, Instant since, Completion ended) {
    Connector connector = connection.connector();
    Verdict verdict = patient(delivery, Classifier.cutOff(name(connector)));
    return interrupted(delivery, connector, since, ended, verdict);
  }

  private Completion interrupted(
      ClaimedDelivery delivery,
      Connector connector,
      Instant since,
      Completion ended,
      Verdict verdict) {
    AttemptRecord last = ended == null ? null : ended.attempt();
    AttemptRecord record =
        new AttemptRecord(
            since,
            (int) Duration.between(since, Instant.now()).toMillis(),
            null,
            verdict.errorClass(),
            verdict.sentence(),
            last == null ? null : last.requestBody(),
            null,
            last == null ? Envelope.newTraceId() : last.traceId());
    Duration wait = backOff.afterTimeout(delivery.attempt());
    return completion(delivery, verdict, record, wait, connector.version());
  }

  private static Verdict patient(ClaimedDelivery delivery, Verdict verdict) {
    boolean isLast =
        verdict.outcome() == Completion.Outcome.RETRY
            && delivery.attempt() >= BackOff.MOST_ATTEMPTS;
    return isLast ? Classifier.givenUp(verdict) : verdict;
  }

  private static Completion completion(
      ClaimedDelivery delivery,
      Verdict verdict,
      AttemptRecord record,
      Duration wait,
      Integer connectorVersion) {
    return switch (verdict.outcome()) {
      case RETRY -> Completion.retry(delivery, record, Instant.now().plus(wait));
      case PAUSE -> Completion.pause(delivery, record, connectorVersion);
      default -> Completion.dead(delivery, record);
    };
  }
}
