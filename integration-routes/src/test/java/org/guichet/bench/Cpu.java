package org.guichet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** What Linux says about processor time and load. */
final class Cpu {
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER = 11;

  private Cpu() {}

  /** Processor seconds of a process and its children so far. */
  static double seconds(long pid) {
    LongStream children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::children)
            .mapToLong(ProcessHandle::pid);
    return own(pid, true) + children.mapToDouble(child -> own(child, false)).sum();
  }

  private static double own(long pid, boolean withBuried) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int i = USER; i < USER + (withBuried ? 4 : 2); i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0; // it ended meanwhile
    }
  }

  /** How many processes wanted a core in the last minute, on average. */
  static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
  }
}
