package org.guichet.access;

/** There is no such thing, or the viewer may not know of it: the answer is the same, 404. */
public class NotVisible extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String type;
  private final String id;

  /**
   * @param type what was asked for, such as {@code request}
   * @param id as the caller wrote it
   */
  public NotVisible(String type, String id) {
    super("no " + type + " visible under this name");
    this.type = type;
    this.id = id;
  }

  public String type() {
    return type;
  }

  public String id() {
    return id;
  }
}
