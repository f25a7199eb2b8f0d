package org.guichet.servicelevel;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/** Time from one moment up to another. */
public record Span(Instant from, Instant until) implements Serializable {
  public Duration length() {
    return Duration.between(from, until);
  }

  boolean isEmpty() {
    return !from.isBefore(until);
  }

  Span notBefore(Instant start) {
    return from.isBefore(start) ? new Span(start, until) : this;
  }

  Span notAfter(Instant end) {
    return until.isAfter(end) ? new Span(from, end) : this;
  }
}
