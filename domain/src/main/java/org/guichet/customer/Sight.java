package org.guichet.customer;

import java.io.Serializable;
import java.util.List;

/**
 * What a person sees of others' requests.
 *
 * @param seen those that the viewer sees, too, last changed first
 * @param hidden how many more he sees that the viewer does not
 * @param more whether there are still more than were looked at
 */
public record Sight(List<Seen> seen, int hidden, boolean more) implements Serializable {

  /**
   * One of them.
   *
   * @param follows whether because he follows it; else because he manages the organization
   */
  public record Seen(CustomerRequest request, boolean follows) implements Serializable {}

  public boolean isNothing() {
    return seen.isEmpty() && hidden == 0;
  }
}
