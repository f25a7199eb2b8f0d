package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What Java cannot see: docs/connectors.md's rules for every Kamelet, the one in it included. */
class KameletConventionsTest {
  private static final Path KAMELETS = Path.of("src/main/resources/kamelets");
  private static final Pattern USED =
      Pattern.compile("\\{\\{\\??([A-Za-z][A-Za-z0-9]*)(\\?[^}]*)?}}");
  private static final Pattern LITERAL_SECRET =
      Pattern.compile(
          "(?i)(?:password|secret|token|api-?key|authorization)[\\w]*\"?\\s*:\\s*\"?(?!RAW\\(\\{\\{|\\{|\\[|\"|$)[^\\s{]");

  /** The beans that look what is there before they write. */
  private static final Pattern LOOKS_ITSELF =
      Pattern.compile("bean: \\{ref: (webdav|sftp|s3), method: deliver}");

  private static final List<String> OWN_ERROR_HANDLING =
      List.of(
          "onException",
          "errorHandler",
          "deadLetterChannel",
          "doTry",
          "redeliver",
          "circuitBreaker",
          "delay");

  /** A rule: empty when the file keeps it, else what is wrong. */
  private interface Rule {
    Collection<String> broken(Path file, String yaml, Map<String, Object> kamelet);
  }

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry("the file is named like the Kamelet", KameletConventionsTest::name),
          Map.entry("it is an action or a source", KameletConventionsTest::type),
          Map.entry("every text for people is there", KameletConventionsTest::texts),
          Map.entry("every text is there in French", KameletConventionsTest::french),
          Map.entry(
              "declared properties are used and used ones declared",
              KameletConventionsTest::properties),
          Map.entry("credentials are marked as such", KameletConventionsTest::credentials),
          Map.entry("no secret is written down", KameletConventionsTest::literals),
          Map.entry("it answers every verb", KameletConventionsTest::verbs),
          Map.entry(
              "it removes what came in before it sends", KameletConventionsTest::removesHeaders),
          Map.entry("a web call carries its trace", KameletConventionsTest::sendsTrace),
          Map.entry("a repeat can be known", KameletConventionsTest::knowsRepeats),
          Map.entry("the ledger alone retries", KameletConventionsTest::noErrorHandling),
          Map.entry("data reach no expression", KameletConventionsTest::noDataInExpressions));

  @TestFactory
  Stream<DynamicTest> everyKameletKeepsTheRules() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(KAMELETS)) {
      for (Path file : files.sorted().toList()) {
        tests.addAll(tests(file, Files.readString(file)));
      }
    }
    assertThat(tests).isNotEmpty();
    tests.addAll(tests(Path.of("example-invoices-action.kamelet.yaml"), DocumentedKamelet.yaml()));
    return tests.stream();
  }

  private static List<DynamicTest> tests(Path file, String yaml) {
    return RULES.entrySet().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    file.getFileName() + ": " + rule.getKey(),
                    () -> assertThat(rule.getValue().broken(file, yaml, parse(yaml))).isEmpty()))
        .toList();
  }

  private static Map<String, Object> parse(String yaml) {
    return object(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object yaml) {
    return yaml == null ? Map.of() : (Map<String, Object>) yaml;
  }

  private static Map<String, Object> definition(Map<String, Object> kamelet) {
    return object(object(kamelet.get("spec")).get("definition"));
  }

  private static String template(String yaml) {
    return yaml.substring(yaml.indexOf("  template:"));
  }

  private static Collection<String> name(Path file, String yaml, Map<String, Object> kamelet) {
    String name = object(kamelet.get("metadata")).get("name") + ".kamelet.yaml";
    return name.equals(file.getFileName().toString()) ? List.of() : List.of(name);
  }

  private static boolean isSource(Map<String, Object> kamelet) {
    return "source".equals(type(kamelet));
  }

  private static Object type(Map<String, Object> kamelet) {
    return object(object(kamelet.get("metadata")).get("labels"))
        .get("camel.apache.org/kamelet.type");
  }

  private static Collection<String> type(Path file, String yaml, Map<String, Object> kamelet) {
    return "action".equals(type(kamelet)) || isSource(kamelet)
        ? List.of()
        : List.of(String.valueOf(type(kamelet)));
  }

  private static Collection<String> texts(Path file, String yaml, Map<String, Object> kamelet) {
    Set<String> missing = new TreeSet<>();
    Set<Object> titles = new java.util.HashSet<>();
    object(definition(kamelet).get("properties"))
        .forEach(
            (name, schema) -> {
              for (String text : List.of("title", "description", "type")) {
                if (object(schema).get(text) == null) {
                  missing.add(name + " has no " + text);
                }
              }
              if (!titles.add(object(schema).get("title"))) {
                missing.add(name + " has the title of another");
              }
            });
    for (String text : List.of("title", "description", "required")) {
      if (definition(kamelet).get(text) == null) {
        missing.add("no " + text);
      }
    }
    return missing;
  }

  private static Collection<String> french(Path file, String yaml, Map<String, Object> kamelet) {
    Set<String> missing = new TreeSet<>();
    frenchOf("the Kamelet", definition(kamelet), missing);
    object(definition(kamelet).get("properties"))
        .forEach((name, schema) -> frenchOf(name, object(schema), missing));
    return missing;
  }

  private static void frenchOf(String name, Map<String, Object> english, Set<String> missing) {
    for (String text : List.of("title", "description")) {
      if (object(english.get("x-fr")).get(text) == null) {
        missing.add(name + " has no French " + text);
      }
    }
  }

  private static Collection<String> properties(
      Path file, String yaml, Map<String, Object> kamelet) {
    Set<String> used = new TreeSet<>();
    Matcher matcher = USED.matcher(template(yaml));
    while (matcher.find()) {
      used.add(matcher.group(1));
    }
    used.remove("connectorId"); // every template has it
    used.removeAll(localBeans(kamelet));
    Set<String> declared = new TreeSet<>(object(definition(kamelet).get("properties")).keySet());
    Set<String> different = new TreeSet<>(used);
    different.addAll(declared);
    different.removeIf(name -> used.contains(name) && declared.contains(name));
    return different;
  }

  private static Set<String> localBeans(Map<String, Object> kamelet) {
    Set<String> names = new TreeSet<>();
    Object beans = object(object(kamelet.get("spec")).get("template")).get("beans");
    if (beans instanceof List<?> list) {
      list.forEach(bean -> names.add(String.valueOf(object(bean).get("name"))));
    }
    return names;
  }

  private static Collection<String> credentials(
      Path file, String yaml, Map<String, Object> kamelet) {
    Set<String> unmarked = new TreeSet<>();
    object(definition(kamelet).get("properties"))
        .forEach(
            (name, schema) -> {
              boolean secret = name.matches("(?i).*(password|secret|token|apikey|privatekey).*");
              boolean marked =
                  "password".equals(object(schema).get("format"))
                      && String.valueOf(object(schema).get("x-descriptors"))
                          .contains("urn:camel:group:credentials");
              if (secret != marked) {
                unmarked.add(name);
              }
            });
    return unmarked;
  }

  private static Collection<String> literals(Path file, String yaml, Map<String, Object> kamelet) {
    return template(yaml)
        .lines()
        .filter(line -> LITERAL_SECRET.matcher(line).find())
        .filter(line -> !line.strip().startsWith("#"))
        .filter(
            line -> !line.contains("oauth2CacheTokens") && !line.contains("oauth2TokenEndpoint"))
        .toList();
  }

  /** A system that names no records cannot be asked for one. */
  private static Collection<String> verbs(Path file, String yaml, Map<String, Object> kamelet) {
    if (isSource(kamelet)) {
      return List.of();
    }
    Object receipt =
        object(object(kamelet.get("metadata")).get("annotations")).get("guichet.org/receipt");
    List<Verb> verbs =
        new ArrayList<>(
            "none".equals(receipt)
                ? List.of(Verb.DELIVER, Verb.PROBE)
                : List.of(Verb.DELIVER, Verb.FIND, Verb.STATUS, Verb.PROBE));
    if (object(object(kamelet.get("metadata")).get("annotations"))
        .containsKey("guichet.org/lookup")) {
      verbs.add(Verb.LOOKUP);
    }
    return verbs.stream()
        .map(Verb::word)
        .filter(verb -> !yaml.contains("${exchangeProperty.Verb} == '" + verb + "'"))
        .toList();
  }

  private static Collection<String> removesHeaders(
      Path file, String yaml, Map<String, Object> kamelet) {
    if (isSource(kamelet)) {
      return List.of(); // it sends nothing
    }
    Object from = object(object(kamelet.get("spec")).get("template")).get("from");
    List<?> steps = (List<?>) object(from).get("steps");
    return object(object(steps.get(0)).get("removeHeaders")).equals(Map.of("pattern", "*"))
        ? List.of()
        : List.of("the first step is " + steps.get(0));
  }

  private static Collection<String> sendsTrace(
      Path file, String yaml, Map<String, Object> kamelet) {
    String step = "name: traceparent, expression: {exchangeProperty: {expression: traceparent}}";
    boolean calls = !isSource(kamelet) && yaml.contains("camel:http");
    return calls && !yaml.contains(step) ? List.of(step) : List.of();
  }

  /** It sends the key, looks itself, or says that the ledger must look first. */
  private static Collection<String> knowsRepeats(
      Path file, String yaml, Map<String, Object> kamelet) {
    boolean known =
        isSource(kamelet)
            || template(yaml).contains("idempotencyKey")
            || template(yaml).contains("exchangeProperty.repeated")
            || LOOKS_ITSELF.matcher(template(yaml)).find()
            || yaml.contains("guichet.org/idempotent: \"false\"");
    return known ? List.of() : List.of("neither idempotencyKey nor repeated is used");
  }

  private static Collection<String> noErrorHandling(
      Path file, String yaml, Map<String, Object> kamelet) {
    return OWN_ERROR_HANDLING.stream()
        .filter(word -> template(yaml).contains(word))
        .filter(word -> !(isSource(kamelet) && word.equals("delay"))) // from one look to the next
        .toList();
  }

  /** No address is put together from a message, and no expression out of the data. */
  private static Collection<String> noDataInExpressions(
      Path file, String yaml, Map<String, Object> kamelet) {
    return template(yaml)
        .lines()
        .filter(
            line ->
                line.contains("toD")
                    || line.contains("recipientList")
                    || line.matches(".*uri: .*\\$\\{.*")
                    || line.matches(".*(groovy|ognl|mvel|spel|js|language|script): *\\{.*"))
        .toList();
  }
}
