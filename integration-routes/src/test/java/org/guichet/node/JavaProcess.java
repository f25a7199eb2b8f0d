package org.guichet.node;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A main class in a process of its own, on the class path of this one. It answers each line it is
 * given with one line, and ends when nobody can give it lines any more.
 */
public final class JavaProcess implements AutoCloseable {
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter questions;
  private final Path log;

  private JavaProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  /**
   * Starts it. Its errors go to a log file below target.
   *
   * @param jvm options of the JVM
   */
  public static JavaProcess start(Class<?> main, List<String> jvm, String... arguments)
      throws IOException {
    Path logs = Files.createDirectories(Path.of("target", "processes"));
    Path log = Files.createTempFile(logs, main.getSimpleName() + "-", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", classPath(main.getClassLoader()), main.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectError(Redirect.to(log.toFile())).start();
    return new JavaProcess(process, log);
  }

  /** Maven's class path is not a property of its process: ask the class loader. */
  private static String classPath(ClassLoader loader) {
    return loader instanceof URLClassLoader of
        ? Arrays.stream(of.getURLs())
            .map(URL::getPath)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  /** Gives it a line and waits for its answer. */
  public synchronized String ask(String line) throws IOException {
    questions.println(line);
    return answer();
  }

  /** Waits for a line of it. */
  public synchronized String answer() throws IOException {
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("The process " + process.pid() + " ended: see " + log);
    }
    return answer;
  }

  public long pid() {
    return process.pid();
  }

  /** What it wrote to its log. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** SIGKILL, as a power cut would end it. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGSTOP: it stands still until {@link #goOn}, as a machine does that is cut off. */
  public void standStill() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** SIGCONT: it goes on as if nothing had been. */
  public void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).inheritIO().start().waitFor();
  }

  @Override
  public void close() {
    questions.close();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
