package org.guichet.rule;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a rule would do to a request as it is now: only what changes something.
 *
 * @param toTeam null when it stays with its team
 * @param toPerson null when nobody new gets it
 * @param priority null when it stays
 * @param status null when it stays
 * @param tag null when it has it, or none is to be added
 * @param tell null for nobody
 * @param flow key of the flow to start; null for none
 */
public record RulePlan(
    UUID toTeam,
    String team,
    UUID toPerson,
    String person,
    String priority,
    String status,
    String tag,
    Tell tell,
    String flow)
    implements Serializable {

  public boolean isEmpty() {
    return details().isEmpty();
  }

  /** What it does, as strings for the timeline and the record. */
  public Map<String, String> details() {
    Map<String, String> details = new LinkedHashMap<>();
    put(details, "team", team);
    put(details, "person", person);
    put(details, "priority", priority);
    put(details, "status", status);
    put(details, "tag", tag);
    put(details, "tell", tell);
    put(details, "flow", flow);
    return details;
  }

  private static void put(Map<String, String> details, String name, Object value) {
    if (value != null) {
      details.put(name, value.toString());
    }
  }
}
