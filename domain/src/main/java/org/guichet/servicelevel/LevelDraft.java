package org.guichet.servicelevel;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guichet.servicelevel.Refused.Problem;
import org.guichet.servicelevel.Refused.What;

/**
 * What is promised for a service, as somebody types it.
 *
 * @param version that he saw; null when nothing was promised yet
 * @param calendar its key; null when none is chosen
 * @param warnPercent of the time, after which a deadline counts as near
 * @param escalateOn name of a {@link Danger}, or NEVER
 * @param toTeam null: to no other team
 * @param toPerson null: to nobody
 * @param targets by priority and target, such as {@code 4 h}; empty: no such target
 */
public record LevelDraft(
    String type,
    Integer version,
    Long calendar,
    String warnPercent,
    String escalateOn,
    boolean raisePriority,
    UUID toTeam,
    UUID toPerson,
    boolean tellTeam,
    Map<String, Map<Target, String>> targets)
    implements Serializable {
  public static final String NEVER = "NEVER";

  /** A target, understood. */
  record Promise(String priority, Target target, Duration work) {}

  /** What was typed, understood. */
  record Read(int warnPercent, List<Promise> promises) {}

  /**
   * @throws Refused with everything that is wrong
   */
  Read read() {
    List<Problem> problems = new ArrayList<>();
    if (calendar == null) {
      problems.add(new Problem("calendar", What.MISSING, ""));
    }
    int percent = percent(problems);
    List<Promise> promises = new ArrayList<>();
    targets.forEach((priority, typed) -> promises.addAll(promises(priority, typed, problems)));
    if (promises.isEmpty() && problems.isEmpty()) {
      problems.add(new Problem("targets", What.NO_TARGET, ""));
    }
    if (!NEVER.equals(escalateOn) && !isDoing()) {
      problems.add(new Problem("escalate", What.NO_ACTION, ""));
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return new Read(percent, promises);
  }

  private boolean isDoing() {
    return raisePriority || tellTeam || toTeam != null || toPerson != null;
  }

  private int percent(List<Problem> problems) {
    String typed = warnPercent.replace("%", "").strip();
    if (typed.matches("[1-9]\\d?")) {
      return Integer.parseInt(typed);
    }
    problems.add(new Problem("percent", What.NO_PERCENT, warnPercent));
    return 0;
  }

  private static List<Promise> promises(
      String priority, Map<Target, String> typed, List<Problem> problems) {
    Map<Target, Duration> work = new LinkedHashMap<>();
    for (Target target : Target.values()) {
      String text = typed.getOrDefault(target, "").strip();
      if (!text.isEmpty()) {
        Optional<Duration> duration = WorkDuration.typed(text);
        duration.ifPresent(time -> work.put(target, time));
        if (duration.isEmpty()) {
          problems.add(new Problem(field(priority, target), What.NO_DURATION, text));
        }
      }
    }
    if (work.size() == 2
        && work.get(Target.FIRST_RESPONSE).compareTo(work.get(Target.RESOLUTION)) > 0) {
      problems.add(
          new Problem(
              field(priority, Target.FIRST_RESPONSE),
              What.LATER_THAN_RESOLUTION,
              typed.get(Target.RESOLUTION)));
    }
    return work.entrySet().stream()
        .map(entry -> new Promise(priority, entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The name of an input, for what is wrong in it. */
  public static String field(String priority, Target target) {
    return "target-" + priority + "-" + target;
  }
}
