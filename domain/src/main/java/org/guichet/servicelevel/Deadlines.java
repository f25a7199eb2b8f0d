package org.guichet.servicelevel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** By when a request is due, and why; for reading. */
@ApplicationScoped
public class Deadlines {
  private Jdbi jdbi;

  protected Deadlines() {}

  @Inject
  public Deadlines(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Those of a request that the caller has found visible; none when it has no target. */
  public List<Deadline> of(UUID request) {
    return jdbi.withHandle(handle -> ServiceFacts.read(handle, request))
        .map(facts -> all(facts, Instant.now()))
        .orElse(List.of());
  }

  private static List<Deadline> all(ServiceFacts facts, Instant now) {
    return Arrays.stream(Target.values())
        .flatMap(target -> facts.reckon(target).stream())
        .flatMap(clock -> one(facts, clock, now))
        .toList();
  }

  private static Stream<Deadline> one(ServiceFacts facts, Reckoning clock, Instant now) {
    Optional<Instant> due = clock.due();
    Optional<Instant> end = facts.history().end(clock.target());
    if (due.isEmpty() && !facts.history().isWaiting()) {
      return Stream.empty(); // farther away than anybody promises
    }
    Instant until = due.orElse(now);
    Duration left =
        due.isPresent()
            ? null
            : clock
                .work()
                .minus(
                    clock.counted(now).stream()
                        .map(Span::length)
                        .reduce(Duration.ZERO, Duration::plus));
    return Stream.of(
        new Deadline(
            clock.target(),
            clock.work(),
            due.orElse(null),
            due.flatMap(at -> clock.warning(facts.warnPercent())).orElse(null),
            end.orElse(null),
            left,
            Explanation.of(clock, facts.priority(), until)));
  }
}
