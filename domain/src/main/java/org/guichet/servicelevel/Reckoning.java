package org.guichet.servicelevel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One clock of one request, worked out from its story, its target and the calendar. */
record Reckoning(RequestHistory history, Target target, Duration work, BusinessCalendar calendar) {

  private BusinessTime time() {
    return new BusinessTime(calendar, history.pauses(target));
  }

  /** By when it is due; empty while the clock stands still. */
  Optional<Instant> due() {
    return time().add(history.submittedAt(), work);
  }

  /** When that share of the time is used up. */
  Optional<Instant> warning(int percent) {
    return time().add(history.submittedAt(), work.multipliedBy(percent).dividedBy(100));
  }

  /** The working time that counted, up to that moment. */
  List<Span> counted(Instant until) {
    return time().counted(history.submittedAt(), until);
  }
}
