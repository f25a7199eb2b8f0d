package org.guichet.demo;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A program we started: its output goes to a log file, its end takes its descendants along. */
final class ChildProcess {
  private static final Duration AFTER_FORCE = Duration.ofSeconds(3);
  private final String name;
  private final Process process;
  private final Path log;
  private final long logStart;

  private ChildProcess(String name, Process process, Path log, long logStart) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.logStart = logStart;
  }

  /** Starts it and remembers it, so that the next demo can end it should this one be killed. */
  static ChildProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Leftovers leftovers)
      throws IOException {
    Files.createDirectories(log.getParent());
    long logStart = Files.exists(log) ? Files.size(log) : 0;
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(log.getParent().toFile())
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    leftovers.remember(name, process.toHandle());
    return new ChildProcess(name, process, log, logStart);
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitValue() {
    return process.exitValue();
  }

  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  Path log() {
    return log;
  }

  /** What it wrote since it was started, without colours. */
  String output() {
    try (var channel = Files.newByteChannel(log)) {
      channel.position(logStart);
      byte[] bytes = Channels.newInputStream(channel).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).replaceAll("\u001B\\[[0-9;]*m", "");
    } catch (IOException e) {
      return "";
    }
  }

  /** SIGKILL, as a power cut would end it. */
  void kill() {
    process.destroyForcibly();
  }

  /** Asks it to end, and insists after the limit. */
  void stop(Duration limit) {
    stop(process.toHandle(), limit);
  }

  /** Asks a process and its descendants to end, and insists after the limit. */
  static void stop(ProcessHandle root, Duration limit) {
    List<ProcessHandle> family = Stream.concat(Stream.of(root), root.descendants()).toList();
    family.forEach(ProcessHandle::destroy);
    if (!await(family, limit)) {
      family.forEach(ProcessHandle::destroyForcibly);
      await(family, AFTER_FORCE);
    }
  }

  private static boolean await(List<ProcessHandle> family, Duration limit) {
    return Wait.until(limit, () -> family.stream().noneMatch(ChildProcess::runs));
  }

  /**
   * A dead process whose parent died before it stays listed where nobody buries it, but has no
   * command any more.
   */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
