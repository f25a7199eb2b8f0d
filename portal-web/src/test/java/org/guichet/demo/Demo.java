package org.guichet.demo;

import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code mvn -Pdemo}: starts everything, says where it is, and stays until it is told to end. */
public final class Demo {
  private static final int FAILED = 1;

  private static volatile boolean ending;

  private Demo() {}

  /** Runs the demo; its options are system properties, as Maven passes them on. */
  public static void main(String[] arguments) {
    Progress progress = Progress.sinceKeypress();
    quietLibraries();
    try {
      DemoSettings settings = DemoSettings.fromCommandLine();
      progress.reached("built");
      DemoEnvironment environment = new DemoEnvironment(settings, progress);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> end(environment, progress), "demo-end"));
      environment.start();
      new Welcome(environment.addresses()).print(progress);
      throw environment.awaitFailure();
    } catch (DemoFailure failure) {
      if (ending) {
        return; // what broke was broken by our own end
      }
      progress.failed(failure.getMessage());
      // Not an exception to Maven: our line is to be the last one.
      System.exit(FAILED);
    }
  }

  private static void end(DemoEnvironment environment, Progress progress) {
    ending = true;
    progress.line("ending");
    environment.close();
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    progress.line("ended");
  }

  /**
   * What the migration and the embedded database tell at length is in their logs or of no interest
   * here.
   */
  private static void quietLibraries() {
    Logger.getLogger("").setLevel(Level.SEVERE);
  }
}
