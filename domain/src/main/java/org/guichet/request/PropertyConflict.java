package org.guichet.request;

/**
 * Somebody else has set the same property to something else since the viewer looked: he is asked
 * which of the two it shall be.
 */
public class PropertyConflict extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Property property;

  public PropertyConflict(String number, Property property) {
    super(property + " of " + number + " was changed meanwhile");
    this.property = property;
  }

  public Property property() {
    return property;
  }
}
