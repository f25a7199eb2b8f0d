package org.guichet.demo;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What the person at the keyboard reads: our lines, told from Maven's by their first word. */
public final class Progress {
  private static final String PREFIX = "guichet: ";
  private final PrintStream out;
  private final Instant keypress;

  private Progress(PrintStream out, Instant keypress) {
    this.out = out;
    this.keypress = keypress;
  }

  /**
   * Seconds count from the start of this JVM: under Maven that is the moment the command was typed.
   */
  public static Progress sinceKeypress() {
    return new Progress(
        System.out, Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
  }

  /** Something was reached: one line with the seconds it took so far. */
  public void reached(String phase) {
    line(String.format(Locale.ROOT, "%6.1f s  %s", elapsed().toMillis() / 1000.0, phase));
  }

  /** The demo cannot go on. */
  public void failed(String sentence) {
    line("ERROR " + sentence.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  /** One line as it is. */
  public synchronized void line(String text) {
    out.println(PREFIX + text);
    out.flush();
  }

  /** Time since the command was typed. */
  public Duration elapsed() {
    return Duration.between(keypress, Instant.now());
  }
}
