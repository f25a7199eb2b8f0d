package org.guichet.demo;

import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code mvn -Pdemo}: starts everything, says where it is, and stays until it is told to end. */
public final class Demo {
  private static final int FAILED = 1;
  private final Progress progress = Progress.sinceKeypress();
  private DemoEnvironment environment;
  private volatile boolean ending;

  private Demo() {}

  /** Runs the demo; its options are system properties, as Maven passes them on. */
  public static void main(String[] arguments) {
    quietLibraries();
    Demo demo = new Demo();
    try {
      demo.run();
    } catch (DemoFailure failure) {
      demo.fail(failure);
    }
  }

  private void run() {
    DemoSettings settings = DemoSettings.fromCommandLine();
    progress.reached("built");
    environment = new DemoEnvironment(settings, progress);
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "demo-end"));
    environment.start();
    new Welcome(environment.addresses()).print(progress);
    throw environment.awaitFailure();
  }

  /**
   * Our line is to be the last one, so Maven hears of it by the exit code and not by an exception.
   */
  private void fail(DemoFailure failure) {
    if (ending) {
      return; // what broke was broken by our own end
    }
    ending = true;
    close();
    progress.failed(failure.getMessage());
    System.exit(FAILED);
  }

  /** SIGINT or SIGTERM. */
  private void end() {
    if (!ending) {
      ending = true;
      progress.line("ending");
      close();
      progress.line("ended");
    }
  }

  private void close() {
    if (environment != null) {
      environment.close();
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  /** What the migration and the embedded database tell at length is of no interest here. */
  private static void quietLibraries() {
    Logger.getLogger("").setLevel(Level.SEVERE);
  }
}
