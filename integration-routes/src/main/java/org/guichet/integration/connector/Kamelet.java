package org.guichet.integration.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A connector's description: one YAML file with the schema of its properties and its template.
 *
 * @param yaml the whole file
 * @param required names of properties that must have a value
 * @param properties the schema of each property by name
 * @param annotations what it says of itself, such as {@code guichet.org/receipt}
 */
record Kamelet(
    String name,
    String yaml,
    List<String> required,
    Map<String, Map<String, Object>> properties,
    Map<String, String> annotations) {

  /** The Kamelet of that name among those that come with this application. */
  static Optional<Kamelet> find(String name) {
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      return Optional.empty();
    }
    Optional<String> foreign = new KameletCatalogue(Kamelet.class.getClassLoader()).yaml(name);
    if (foreign.isPresent()) {
      return foreign.map(Kamelet::parse);
    }
    try (InputStream file =
        Kamelet.class.getResourceAsStream("/kamelets/" + name + ".kamelet.yaml")) {
      return file == null
          ? Optional.empty()
          : Optional.of(parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)))
              .filter(Kamelet::isOurs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of Apache Camel's catalogue lie in a folder of the same name. */
  private boolean isOurs() {
    return "Guichet".equals(annotations().get("camel.apache.org/provider"));
  }

  static Kamelet parse(String yaml) {
    Map<String, Object> file =
        object(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    Map<String, Object> definition = object(object(file.get("spec")).get("definition"));
    Map<String, Map<String, Object>> properties = new java.util.LinkedHashMap<>();
    object(definition.get("properties"))
        .forEach((property, schema) -> properties.put(property, object(schema)));
    Map<String, Object> metadata = object(file.get("metadata"));
    Map<String, String> annotations = new java.util.LinkedHashMap<>();
    object(metadata.get("annotations"))
        .forEach((name, value) -> annotations.put(name, String.valueOf(value)));
    return new Kamelet(
        String.valueOf(metadata.get("name")),
        yaml,
        strings(definition.get("required")),
        properties,
        annotations);
  }

  /** Whether the system names its record; if not, an answer without a number confirms, too. */
  boolean givesReceipts() {
    return !"none".equals(annotations.get("guichet.org/receipt"));
  }

  /**
   * The value as its template takes it. In an address a secret's own signs would be read as signs
   * of the address; a template that cannot say so itself, because an absent value must leave no
   * trace there, names it in {@code guichet.org/literal}.
   */
  String parameter(String property, String value) {
    String literal = annotations().getOrDefault("guichet.org/literal", "");
    return List.of(literal.split(" ")).contains(property) ? "RAW(" + value + ")" : value;
  }

  /**
   * What is wrong with these values, each in one sentence; empty when a connector can be made of
   * them.
   */
  List<String> problems(Map<String, String> values) {
    List<String> problems = new ArrayList<>();
    for (String property : required) {
      if (isBlank(values.get(property)) && !properties.get(property).containsKey("default")) {
        problems.add(title(property) + " is missing.");
      }
    }
    values.forEach(
        (property, value) -> {
          Map<String, Object> schema = properties.get(property);
          if (schema == null) {
            problems.add("There is no property \"" + property + "\".");
          } else if (!isBlank(value) && !isReference(value) && !fits(schema, value)) {
            problems.add(title(property) + " must look like " + example(schema) + ".");
          }
        });
    return problems;
  }

  private static boolean fits(Map<String, Object> schema, String value) {
    Object pattern = schema.get("pattern");
    return pattern == null || value.matches(pattern.toString());
  }

  /** The value of a secret is not looked at. */
  private static boolean isReference(String value) {
    return value.startsWith("{{");
  }

  private static Object example(Map<String, Object> schema) {
    return schema.getOrDefault("example", schema.get("pattern"));
  }

  private String title(String property) {
    Map<String, Object> schema = properties.getOrDefault(property, Map.of());
    return String.valueOf(schema.getOrDefault("title", property));
  }

  private static boolean isBlank(String value) {
    return value == null || value.isBlank();
  }

  @SuppressWarnings("unchecked") // YAML knows no other keys than text
  private static Map<String, Object> object(Object yaml) {
    return yaml == null ? Map.of() : (Map<String, Object>) yaml;
  }

  private static List<String> strings(Object yaml) {
    return yaml == null ? List.of() : ((List<?>) yaml).stream().map(String::valueOf).toList();
  }
}
