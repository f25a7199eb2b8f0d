package org.guichet.integration.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.guichet.integration.connector.CallFailed.Reason;

/** Translates what Camel and its HTTP client throw. */
final class Failures {
  /** How camel-http words that the token endpoint refused; it gives no status otherwise. */
  private static final Pattern TOKEN_REFUSED = Pattern.compile("token request.*: (\\d{3})");

  private Failures() {}

  /**
   * @param answer the last thing the system said, null when it said nothing
   */
  static CallFailed of(Throwable failure, String answer) {
    var refused = find(failure, HttpOperationFailedException.class);
    if (refused.isPresent()) {
      HttpOperationFailedException http = refused.get();
      return CallFailed.refused(
          http.getStatusCode(), retryAfter(http.getResponseHeaders()), http.getResponseBody());
    }
    var protocol = find(failure, HttpException.class);
    if (protocol.isPresent()) {
      return ofTokenEndpoint(protocol.get(), failure);
    }
    return CallFailed.because(reason(failure), answer, failure);
  }

  private static CallFailed ofTokenEndpoint(HttpException failure, Throwable whole) {
    Matcher status = TOKEN_REFUSED.matcher(String.valueOf(failure.getMessage()));
    return status.find()
        ? CallFailed.withoutToken(Integer.parseInt(status.group(1)))
        : CallFailed.because(Reason.NOT_JSON, null, whole);
  }

  private static Reason reason(Throwable failure) {
    if (has(failure, DirectConsumerNotAvailableException.class)) {
      return Reason.REPLACED;
    }
    if (has(failure, BoundedAnswers.TooLong.class)) {
      return Reason.TOO_LONG;
    }
    if (has(failure, AttachedFiles.ContentMissing.class)) {
      return Reason.FILE_MISSING;
    }
    if (has(failure, JsonQueryException.class)) {
      return Reason.NOT_UNDERSTOOD;
    }
    if (has(failure, JsonProcessingException.class)
        || has(failure, InvalidPayloadException.class)) {
      return Reason.NOT_JSON;
    }
    // The client's own ConnectTimeoutException is a SocketTimeoutException: ask for it first.
    if (has(failure, ConnectTimeoutException.class)
        || has(failure, ConnectException.class)
        || has(failure, UnknownHostException.class)
        || has(failure, NoRouteToHostException.class)) {
      return Reason.UNREACHABLE;
    }
    if (has(failure, SocketTimeoutException.class)) {
      return Reason.TIMEOUT;
    }
    if (has(failure, SSLException.class)) {
      return Reason.INSECURE;
    }
    return has(failure, IOException.class) ? Reason.BROKEN_OFF : Reason.INTERNAL;
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    return find(failure, type).isPresent();
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    return Optional.ofNullable(ObjectHelper.getException(type, failure));
  }

  /** Seconds or a date; header names come in the server's own case. */
  static Duration retryAfter(Map<String, String> headers) {
    if (headers == null) {
      return null;
    }
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
        .findFirst()
        .map(header -> wait(header.getValue().strip()))
        .orElse(null);
  }

  private static Duration wait(String value) {
    try {
      return value.matches("\\d{1,9}")
          ? Duration.ofSeconds(Long.parseLong(value))
          : Duration.between(
              Instant.now(),
              ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return null; // not understood: our own back-off decides
    }
  }
}
