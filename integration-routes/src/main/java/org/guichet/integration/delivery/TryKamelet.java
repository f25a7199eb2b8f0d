package org.guichet.integration.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.guichet.delivery.Receipt;
import org.guichet.integration.connector.Answer;
import org.guichet.integration.connector.CallFailed;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Envelope;
import org.guichet.integration.connector.Verb;
import org.guichet.integration.connector.Workbench;
import org.guichet.shared.Jq;
import org.guichet.shared.JqFailed;

/**
 * Tries a Kamelet's file from the command line: one verb, one real call, and what the engine would
 * make of the answer. {@code mvn -q -Ptry} runs it; docs/connectors.md shows how.
 */
public final class TryKamelet {
  private static final String USAGE =
      "Usage: mvn -q -Ptry -Dkamelet=FILE -Dproperties=FILE [-Dverb=deliver|find|status|read|probe|changes|lookup]"
          + " [-Dbody=FILE | -Devent=FILE -Dmapping=FILE] [-Dfiles=FOLDER]";

  private final PrintStream out;

  TryKamelet(PrintStream out) {
    this.out = out;
  }

  /** Reads the options from system properties and ends with a failure's code when one is met. */
  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.WARNING); // what Camel does is not what is being asked
    if (!new TryKamelet(System.out)
        .run(option -> Optional.ofNullable(System.getProperty(option)))) {
      System.exit(1);
    }
  }

  /** Gives an option's value. */
  interface Options {
    Optional<String> get(String name);

    default Optional<Path> file(String name) {
      return get(name).filter(value -> !value.isBlank()).map(Path::of);
    }
  }

  /** Whether the call succeeded; everything else is printed. */
  boolean run(Options options) {
    if (options.file("kamelet").isEmpty()) {
      out.println(USAGE);
      return false;
    }
    Path files = options.file("files").orElse(Path.of("."));
    try (Workbench workbench = new Workbench(options.file("kamelet").get(), files)) {
      return attempt(workbench, options);
    } catch (CallFailed e) {
      Verdict verdict = Classifier.judge("The system", e);
      say("Failed", verdict.sentence());
      say("It means", meaning(verdict));
      show(e.answer());
    } catch (JqFailed e) {
      say("Failed", "The jq failed: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      say("Failed", "The file cannot be used: " + e.getMessage());
    }
    return false;
  }

  private boolean attempt(Workbench workbench, Options options)
      throws IOException, CallFailed, JqFailed {
    Map<String, String> values = values(options);
    say("Kamelet", workbench.name());
    workbench.concerns().forEach(concern -> say("Not allowed", concern));
    List<String> problems = workbench.problems(values);
    problems.forEach(problem -> say("Wrong", problem));
    if (!problems.isEmpty()) {
      return false;
    }
    Verb verb = Verb.valueOf(options.get("verb").orElse("probe").toUpperCase(Locale.ROOT));
    String body = body(workbench, verb, options);
    say("Verb", verb.word());
    say("Sent", body);
    Connection connection = workbench.connect(values);
    Instant start = Instant.now();
    Answer answer =
        connection.call(verb, body, new Envelope("trial." + start, false, Envelope.newTraceId()));
    say("Answered", "in " + Duration.between(start, Instant.now()).toMillis() + " ms");
    show(answer.body());
    if (verb == Verb.DELIVER) {
      Receipt receipt = DeliveryAttempt.receipt(answer, connection);
      say("Confirmed", receipt.externalId() == null ? "without a number" : receipt.externalId());
    }
    if (verb == Verb.READ && workbench.preset("translation").isPresent()) {
      say(
          "Translated",
          Jq.of(workbench.preset("translation").get()).apply(answer.body(), Map.of()));
    }
    return true;
  }

  private static Map<String, String> values(Options options) throws IOException {
    Map<String, String> values = new TreeMap<>();
    if (options.file("properties").isPresent()) {
      Properties read = new Properties();
      try (Reader file = Files.newBufferedReader(options.file("properties").get())) {
        read.load(file);
      }
      read.forEach((name, value) -> values.put(name.toString(), value.toString()));
    }
    return values;
  }

  /** For deliver an event through a mapping, unless the body is given as it is. */
  private static String body(Workbench workbench, Verb verb, Options options)
      throws IOException, JqFailed {
    if (options.file("body").isPresent()) {
      return Files.readString(options.file("body").get());
    }
    if (verb != Verb.DELIVER) {
      return "{}";
    }
    String event =
        options.file("event").isPresent()
            ? Files.readString(options.file("event").get())
            : documentedEvent();
    String mapping =
        options.file("mapping").isPresent()
            ? Files.readString(options.file("mapping").get())
            : workbench.preset("mapping.request.submitted").orElse(".");
    return Jq.of(mapping).apply(event, Map.of("references", "{}", "here", "null"));
  }

  /** The event of docs/connectors.md. */
  private static String documentedEvent() {
    try (InputStream event = TryKamelet.class.getResourceAsStream("event.json")) {
      return new String(event.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String meaning(Verdict verdict) {
    return switch (verdict.outcome()) {
      case RETRY -> "it would be tried again";
      case PAUSE -> "the connector would pause until somebody resumes it";
      default -> "the delivery would be dead until somebody decides";
    };
  }

  private void show(String answer) {
    if (answer != null && !answer.isBlank()) {
      say("Answer", Masking.mask(answer));
    }
  }

  private void say(String what, String text) {
    out.printf("%-11s %s%n", what, text);
  }
}
