package org.guichet.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM process holds. */
final class Memory {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final long pid;

  Memory(long pid) {
    this.pid = pid;
  }

  static String header() {
    return "| minute | resident MB | heap after a collection MB |\n|---|---|---|";
  }

  /** Its row of the table, after a full collection. */
  String row(int minute) throws IOException {
    jcmd("GC.run");
    String status = Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
    return "| %d | %d | %d |"
        .formatted(minute, megabytes(RESIDENT, status), megabytes(USED, jcmd("GC.heap_info")));
  }

  private String jcmd(String command) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                command)
            .redirectErrorStream(true)
            .start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static long megabytes(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Long.parseLong(found.group(1)) / 1024 : -1;
  }
}
