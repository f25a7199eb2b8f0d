package org.guichet.demo;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.activation.DataHandler;
import jakarta.json.Json;
import jakarta.json.spi.JsonProvider;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.activation.MailcapRegistryProviderImpl;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.guichet.simulator.CompanySimulator;
import org.slf4j.LoggerFactory;

/** The company's four systems and everybody's mailboxes as a program of their own. */
final class SimulatorProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private final ChildProcess process;

  private SimulatorProcess(ChildProcess process) {
    this.process = process;
  }

  /** Starts it and waits until it answers. */
  static SimulatorProcess start(DemoSettings settings, DataDirectory data) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dfile.encoding=UTF-8",
            "-cp",
            classPath(
                CompanySimulator.class,
                Json.class,
                JsonProvider.provider().getClass(),
                GreenMail.class,
                SMTPTransport.class,
                DataHandler.class,
                MailcapRegistryProviderImpl.class,
                LoggerFactory.class),
            CompanySimulator.class.getName(),
            "--port",
            String.valueOf(settings.simulatorPort()),
            "--data",
            data.simulator().toString(),
            "--smtp",
            String.valueOf(settings.smtpPort()),
            "--hooks",
            settings.portalUrl() + "/api/hooks");
    ChildProcess process =
        ChildProcess.start("simulator", command, Map.of(), data.log("simulator"), data.leftovers());
    Probe probe = new Probe(settings.simulatorUrl() + "/_sim/health");
    if (!Wait.until(START_LIMIT, () -> !process.isAlive() || probe.answers())
        || !process.isAlive()) {
      process.stop(STOP_LIMIT);
      throw new DemoFailure(
          "The company simulator did not start: see %s.".formatted(process.log()));
    }
    return new SimulatorProcess(process);
  }

  /** Maven's class path is not a property of its process: ask the classes where they came from. */
  private static String classPath(Class<?>... classes) {
    return Stream.of(classes)
        .map(SimulatorProcess::origin)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.stop(STOP_LIMIT);
  }
}
