package org.guichet.integration.delivery;

import static org.guichet.delivery.Completion.Outcome.DEAD;
import static org.guichet.delivery.Completion.Outcome.PAUSE;
import static org.guichet.delivery.Completion.Outcome.RETRY;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.stream.Collectors;
import org.guichet.integration.connector.CallFailed;
import org.guichet.shared.JsonText;

/**
 * Decides what a failed call means: tried again, refused for good, or a matter of credentials that
 * concerns the whole connector.
 */
final class Classifier {
  private static final String USUAL_PATIENCE = "10";
  private static final int MOST_MESSAGE = 300;

  private Classifier() {}

  /**
   * @param system the company's name for it, which every sentence starts with
   */
  static Verdict judge(String system, CallFailed failure) {
    return judge(system, failure, USUAL_PATIENCE);
  }

  /**
   * The same where the connector says how long its system may think.
   *
   * @param patience in seconds
   */
  static Verdict judge(String system, CallFailed failure, String patience) {
    return switch (failure.reason()) {
      case REFUSED -> refused(system, failure);
      case SIGN_IN_REFUSED -> signInRefused(system, failure.httpStatus());
      case DECLINED ->
          new Verdict(DEAD, "refused", system + " refused it" + says(failure.answer()));
      case NOT_NOW -> retry("busy", system + " cannot take it now" + says(failure.answer()));
      case CREDENTIALS ->
          new Verdict(
              PAUSE,
              "credentials",
              system
                  + " refused the credentials; the connector is paused"
                  + says(failure.answer()));
      case GONE ->
          new Verdict(
              PAUSE,
              "gone",
              system
                  + " says that its address is no more; the connector is paused"
                  + says(failure.answer()));
      case TIMEOUT -> retry("timeout", system + " did not answer within " + patience + " s.");
      case UNREACHABLE -> retry("unreachable", system + " cannot be reached.");
      case BROKEN_OFF ->
          retry("connection", system + " broke off the connection before it had answered.");
      case INSECURE -> retry("tls", system + " cannot be reached securely: check its certificate.");
      case TOO_LONG ->
          retry(
              "bad answer",
              system + " answered more than 8 MB; it was cut off, and the rest not looked at.");
      case NOT_JSON -> retry("bad answer", system + " answered something that is not JSON.");
      case NOT_UNDERSTOOD ->
          retry(
              "bad answer", system + " answered something that its connector does not understand.");
      case NOT_SET_UP ->
          retry("not set up", system + " is not set up correctly: " + failure.answer());
      case REPLACED -> retry("replaced", "The connector of " + system + " was being changed.");
      case FILE_MISSING ->
          retry("file", "A file for " + system + " could not be read on our side.");
      case INTERNAL -> retry("internal", "The connector of " + system + " failed on our side.");
    };
  }

  private static Verdict refused(String system, CallFailed failure) {
    int status = failure.httpStatus();
    if (status == 401) {
      return new Verdict(
          PAUSE,
          "credentials",
          system + " refused the credentials (401); the connector is paused.");
    }
    if (status == 429) {
      return retry(
          "overloaded", system + " is overloaded (429)" + asks(failure.retryAfter()) + ".");
    }
    if (status >= 500) {
      return retry(
          "server error",
          system + " has a problem (" + status + ")" + asks(failure.retryAfter()) + ".");
    }
    if (CallFailed.passes(status)) {
      return retry(
          "busy", system + " is not ready (" + status + ")" + asks(failure.retryAfter()) + ".");
    }
    if (status < 400) {
      return retry(
          "redirect", system + " answered " + status + " instead of taking it: check its address.");
    }
    return new Verdict(
        DEAD, "refused", system + " refused it (" + status + ")" + says(failure.answer()));
  }

  private static Verdict signInRefused(String system, int status) {
    return new Verdict(
        PAUSE,
        "credentials",
        system
            + " did not let us sign in: its token endpoint refused us ("
            + status
            + "); the connector is paused.");
  }

  /** The credentials were right once and are not allowed anything any more. */
  static Verdict forbidden(String system) {
    return new Verdict(
        PAUSE,
        "credentials",
        system + " allows its connector nothing (403); the connector is paused.");
  }

  static Verdict mappingFailed(String flow, String message) {
    return new Verdict(
        DEAD, "mapping", "The mapping of the flow " + flow + " failed: " + bounded(message) + ".");
  }

  /** It had to be interrupted. */
  static Verdict tooSlow(String system, Duration limit) {
    return retry(
        "time limit",
        "The call of "
            + system
            + " did not end within "
            + limit.toSeconds()
            + " s; it was broken off.");
  }

  /** This node could not tell the database any more that it is at it. */
  static Verdict cutOff(String system) {
    return retry(
        "cut off",
        "The call of "
            + system
            + " was broken off: the node had lost touch with the database, and another may be at it.");
  }

  /** As many calls as it may have at once had to be interrupted, one after the other. */
  static Verdict stuck(String system, Duration limit, int calls) {
    return new Verdict(
        PAUSE,
        "stuck",
        calls
            + " calls of "
            + system
            + " in a row did not end within "
            + limit.toSeconds()
            + " s each; the connector is paused.");
  }

  static Verdict notStored(String system) {
    return retry("not stored", "What " + system + " answered could not be stored.");
  }

  /** Patience has an end: a person decides. */
  static Verdict givenUp(Verdict last) {
    return new Verdict(
        DEAD,
        last.errorClass(),
        last.sentence() + " Given up after " + BackOff.MOST_ATTEMPTS + " attempts.");
  }

  private static Verdict retry(String errorClass, String sentence) {
    return new Verdict(RETRY, errorClass, sentence);
  }

  private static String asks(Duration retryAfter) {
    return retryAfter == null || retryAfter.isNegative()
        ? ""
        : " and asks to wait " + retryAfter.toSeconds() + " s";
  }

  /** The system's own message, under one of the usual names. */
  private static String says(String answer) {
    String message = message(answer);
    return message == null || message.isBlank() ? "." : ": " + bounded(message.strip());
  }

  private static String message(String answer) {
    if (answer == null) {
      return null;
    }
    try {
      JsonObject json = JsonText.object(answer);
      if (json.get("problem") instanceof JsonObject problem) {
        return JsonText.string(problem, "says");
      }
      for (String name :
          new String[] {"detail", "message", "error_description", "error", "title"}) {
        String text = JsonText.string(json, name);
        if (text != null) {
          return text;
        }
      }
      if (json.get("errors") instanceof JsonArray errors) {
        return errors.stream().map(Classifier::oneOf).collect(Collectors.joining("; "));
      }
      return json.get("error") instanceof JsonObject inner
          ? JsonText.string(inner, "message")
          : null;
    } catch (JsonException e) {
      return answer.startsWith("<") ? null : answer; // a page says nothing in one sentence
    }
  }

  private static String oneOf(JsonValue error) {
    if (error instanceof JsonString text) {
      return text.getString();
    }
    return error instanceof JsonObject object && JsonText.string(object, "message") != null
        ? JsonText.string(object, "message")
        : error.toString();
  }

  private static String bounded(String message) {
    String masked = Masking.mask(message).replaceAll("[\\s\\p{Cntrl}]+", " ");
    return masked.length() <= MOST_MESSAGE ? masked : masked.substring(0, MOST_MESSAGE) + "…";
  }
}
