package org.guichet.macro;

/** The macro, or the template it writes with, is not there any more, or not for who uses it. */
public class MacroGone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MacroGone(String macro) {
    super("the macro " + macro + " cannot be used");
  }
}
