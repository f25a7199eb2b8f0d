package org.guichet.attachment;

import java.util.List;

/** The file may not come in; nothing of it was kept. */
public class RefusedFile extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String key;
  private final transient List<Object> arguments;

  /**
   * @param key message key of the pages, such as {@code file.tooLarge}
   * @param arguments what the message names: the file's name first
   */
  public RefusedFile(String key, Object... arguments) {
    super(key);
    this.key = key;
    this.arguments = List.of(arguments);
  }

  public String key() {
    return key;
  }

  public List<Object> arguments() {
    return arguments;
  }
}
