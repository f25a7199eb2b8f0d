package org.guichet.demo;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** One sentence with the remedy out of whatever went wrong. */
final class Diagnosis {
  private final DataDirectory data;

  Diagnosis(DataDirectory data) {
    this.data = data;
  }

  DemoFailure of(Throwable failure) {
    List<Throwable> causes =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    boolean noSpace =
        causes.stream()
            .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("No space left"));
    if (noSpace || data.isFull()) {
      return data.diskFull();
    }
    return causes.stream()
        .filter(DemoFailure.class::isInstance)
        .map(DemoFailure.class::cast)
        .findFirst()
        .orElseGet(() -> unexpected(causes));
  }

  private DemoFailure unexpected(List<Throwable> causes) {
    Throwable told =
        causes.stream()
            .filter(cause -> !(cause instanceof CompletionException))
            .findFirst()
            .orElse(causes.get(0));
    Throwable root = causes.get(causes.size() - 1);
    String reason = told.getMessage() == null ? told.toString() : told.getMessage();
    return new DemoFailure(
        "%s%s: see the logs in %s, or start afresh with -Dreset."
            .formatted(
                reason, told == root ? "" : " (" + root + ")", data.log("portal").getParent()),
        told);
  }
}
