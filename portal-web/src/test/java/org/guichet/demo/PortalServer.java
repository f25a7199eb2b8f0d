package org.guichet.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Payara Micro process with both applications. Once it has answered it is started again
 * whenever it dies.
 */
public final class PortalServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(180);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int HOPELESS = 10;
  private static final Pattern DEPLOYED = Pattern.compile("\"Name\": \"([^\"]+)\"");
  private static final Pattern CAUSE =
      Pattern.compile(
          "(?m)^(?:Caused by: |\\S*Exception: |Exception during lifecycle processing\\s+)(.{1,300})");

  /** What the process is made of. */
  interface Launch {
    /** The process, started just now. */
    ChildProcess start() throws IOException;
  }

  private final String url;
  private final List<String> applications;
  private final Launch launch;
  private final Progress progress;
  private final Runnable whenBack;
  private final CompletableFuture<Void> broken = new CompletableFuture<>();
  private final Probe probe;
  private volatile ChildProcess process;
  private volatile boolean closing;

  PortalServer(
      String url, List<String> applications, Launch launch, Progress progress, Runnable whenBack) {
    this.url = url;
    this.probe = new Probe(url + "/");
    this.applications = applications;
    this.launch = launch;
    this.progress = progress;
    this.whenBack = whenBack;
  }

  /** Starts it and waits until its applications are deployed. */
  void start() throws IOException {
    ChildProcess started = launch.start();
    process = started;
    if (closing) {
      close();
    }
    awaitDeployment(started);
  }

  /** Waits until the home page answers, then watches over the process. */
  void awaitAnswer() {
    awaitAnswer(process);
    watch(process);
  }

  /** The process id of the moment. */
  public long pid() {
    return process.pid();
  }

  /** Completes with a {@link DemoFailure} when it cannot be kept running. */
  CompletableFuture<Void> broken() {
    return broken;
  }

  /** SIGKILL, as a power cut would end it; it comes back by itself. */
  public void kill() {
    process.kill();
  }

  /** Whether a request for a page gets an answer now. */
  public boolean answers() {
    return probe.answers();
  }

  private void watch(ChildProcess watched) {
    watched
        .onExit()
        .thenRunAsync(() -> comeBack(watched), task -> new Thread(task, "portal-watch").start());
  }

  private void comeBack(ChildProcess ended) {
    ChildProcess last = ended;
    for (int attempt = 1; !closing; attempt++) {
      progress.line(
          "the portal's process ended (exit code %d, log %s): starting it again"
              .formatted(last.exitValue(), last.log()));
      try {
        start();
        awaitAnswer();
        progress.reached("portal answers again at " + url);
        whenBack.run();
        return;
      } catch (DemoFailure | IOException e) {
        last = process;
        if (attempt == HOPELESS || last.isAlive()) {
          broken.completeExceptionally(e);
          return;
        }
      }
    }
  }

  /**
   * Payara Micro keeps running after a failed deployment: its own list of what it deployed tells.
   */
  private void awaitDeployment(ChildProcess child) {
    if (!Wait.until(START_LIMIT, () -> requireAlive(child).output().contains(" ready in "))) {
      throw new DemoFailure(
          "The portal was not ready after %d s: see %s."
              .formatted(START_LIMIT.toSeconds(), child.log()));
    }
    requireDeployed(child, child.output());
  }

  private void requireDeployed(ChildProcess child, String output) {
    List<String> deployed =
        DEPLOYED.matcher(output).results().map(found -> found.group(1)).toList();
    List<String> missing = applications.stream().filter(name -> !deployed.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new DemoFailure(
          "%s could not be deployed (%s): correct that and start again, the whole story is in %s."
              .formatted(String.join(" and ", missing), cause(output), child.log()));
    }
  }

  /** The deepest cause in a log of stack traces is the one that helps. */
  private static String cause(String output) {
    Matcher matcher = CAUSE.matcher(output);
    String last = "no cause in its log";
    while (matcher.find()) {
      last = matcher.group(1).strip();
    }
    return last;
  }

  private void awaitAnswer(ChildProcess child) {
    if (!Wait.until(START_LIMIT, () -> requireAlive(child) == child && answers())) {
      throw new DemoFailure(
          "The portal is deployed, but %s/ does not answer as it should: see %s."
              .formatted(url, child.log()));
    }
  }

  private static ChildProcess requireAlive(ChildProcess child) {
    if (!child.isAlive()) {
      throw new DemoFailure(
          "The portal's process ended at its start (exit code %d): see %s."
              .formatted(child.exitValue(), child.log()));
    }
    return child;
  }

  @Override
  public void close() {
    closing = true;
    if (process != null) {
      process.stop(STOP_LIMIT);
    }
  }
}
