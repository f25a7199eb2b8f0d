package org.guichet.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a connector can be made of, as its author wrote it: one YAML file with the schema of its
 * properties, its presets and its template.
 *
 * @param name its name, also the file's
 * @param yaml the whole file
 * @param metadata labels and annotations
 * @param spec definition and template
 */
public record KameletFile(
    String name, String yaml, Map<String, Object> metadata, Map<String, Object> spec) {
  private static final String PRESET = "guichet.org/";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Aliases could make a small file a huge one. */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setMaxAliasesForCollections(20).setCodePointLimit(500_000).build();

  /** The file is none; the message is a sentence for its author. */
  public static class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /**
   * Reads a file.
   *
   * @throws Malformed when it is no YAML, or no Kamelet
   */
  public static KameletFile parse(String yaml) {
    Map<String, Object> file = object(load(yaml));
    Map<String, Object> metadata = object(file.get("metadata"));
    Map<String, Object> spec = object(file.get("spec"));
    String name = String.valueOf(metadata.get("name"));
    if (!"Kamelet".equals(file.get("kind")) || spec.isEmpty()) {
      throw new Malformed("The file is no Kamelet: it needs kind: Kamelet, metadata and spec.");
    }
    if (!NAME.matcher(name).matches()) {
      throw new Malformed(
          "The name \"" + name + "\" must be small letters and digits with single hyphens.");
    }
    return new KameletFile(name, yaml, metadata, spec);
  }

  private static Object load(String yaml) {
    try {
      return new Load(SETTINGS).loadFromString(yaml);
    } catch (YamlEngineException e) {
      String where =
          String.valueOf(e.getMessage())
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .limit(3)
              .collect(Collectors.joining(" "));
      throw new Malformed("The file is no YAML: " + where + ".");
    }
  }

  /** SHA-256 of the file: another one is another Kamelet. */
  public String checksum() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** {@code action}, {@code source} or {@code sink}. */
  public String type() {
    return String.valueOf(object(metadata.get("labels")).get("camel.apache.org/kamelet.type"));
  }

  /** What it says of itself, such as {@code guichet.org/receipt}. */
  public Map<String, String> annotations() {
    Map<String, String> annotations = new LinkedHashMap<>();
    object(metadata.get("annotations"))
        .forEach((name, value) -> annotations.put(name, String.valueOf(value)));
    return annotations;
  }

  /** The first value of a connector made of it; null when it has none of that name. */
  public String preset(String name) {
    String value = annotations().get(PRESET + name);
    return value == null ? null : value.strip();
  }

  /** The mapping for each event it has one for. */
  public Map<String, String> mappings() {
    String prefix = PRESET + "mapping.";
    Map<String, String> mappings = new LinkedHashMap<>();
    annotations()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                mappings.put(name.substring(prefix.length()), value.strip());
              }
            });
    return mappings;
  }

  /**
   * Whether the system names its records; if not, an answer without a number confirms, too. Sinks
   * name none ever.
   */
  public boolean givesReceipts() {
    return !"none".equals(preset("receipt")) && !type().equals("sink");
  }

  /** The schema of its properties with titles and texts. */
  public Map<String, Object> definition() {
    return object(spec.get("definition"));
  }

  /** The schema of each property by name, in the author's order. */
  public Map<String, Map<String, Object>> properties() {
    Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
    object(definition().get("properties"))
        .forEach((name, schema) -> properties.put(name, object(schema)));
    return properties;
  }

  /** Names of properties that must have a value. */
  public List<String> required() {
    return definition().get("required") instanceof List<?> names
        ? names.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Whether the value of that property must not be shown. */
  public boolean isSecret(String property) {
    Map<String, Object> schema = properties().getOrDefault(property, Map.of());
    return "password".equals(schema.get("format"))
        || String.valueOf(schema.get("x-descriptors")).contains("urn:camel:group:credentials");
  }

  /**
   * What is wrong with these values, each in one sentence; empty when a connector can be made of
   * them.
   */
  public List<String> problems(Map<String, String> values) {
    List<String> problems = new ArrayList<>();
    Map<String, Map<String, Object>> properties = properties();
    for (String property : required()) {
      boolean hasDefault = properties.getOrDefault(property, Map.of()).containsKey("default");
      if (isBlank(values.get(property)) && !hasDefault) {
        problems.add(title(property) + " is missing.");
      }
    }
    values.forEach(
        (property, value) -> {
          Map<String, Object> schema = properties.get(property);
          if (schema == null) {
            problems.add("There is no property \"" + property + "\".");
          } else if (!isBlank(value) && !SecretReference.is(value)) {
            problem(schema, value).ifPresent(must -> problems.add(title(property) + must));
          }
        });
    return problems;
  }

  private static Optional<String> problem(Map<String, Object> schema, String value) {
    if (!matches(schema, value)) {
      Object example = schema.getOrDefault("example", schema.get("pattern"));
      return Optional.of(" must look like " + example + ".");
    }
    if (schema.get("enum") instanceof List<?> words
        && words.stream().map(String::valueOf).noneMatch(value::equals)) {
      return Optional.of(
          words.stream()
              .map(String::valueOf)
              .collect(Collectors.joining(", ", " must be one of ", ".")));
    }
    boolean fits =
        switch (String.valueOf(schema.get("type"))) {
          case "integer", "long" -> value.matches("-?\\d{1,18}");
          case "number" -> value.matches("-?\\d{1,18}(\\.\\d{1,18})?");
          case "boolean" -> value.equals("true") || value.equals("false");
          default -> true;
        };
    if (!fits) {
      return Optional.of(" must be a value of type " + schema.get("type") + ".");
    }
    if (value.contains("{{")) { // Camel would put the server's environment there
      return Optional.of(" must not hold \"{{\".");
    }
    // Camel would make an object of it, of whatever class it names.
    return value.matches("(?s)\\s*#(class|type|valueAs|bean|property)\\b.*")
        ? Optional.of(" must not begin with \"#\".")
        : Optional.empty();
  }

  private static boolean matches(Map<String, Object> schema, String value) {
    Object pattern = schema.get("pattern");
    try {
      return pattern == null || value.matches(pattern.toString());
    } catch (PatternSyntaxException e) {
      return true; // its author's fault, which the check of the file says
    }
  }

  private String title(String property) {
    Map<String, Object> schema = properties().getOrDefault(property, Map.of());
    return String.valueOf(schema.getOrDefault("title", property));
  }

  private static boolean isBlank(String value) {
    return value == null || value.isBlank();
  }

  @SuppressWarnings("unchecked") // YAML knows no other keys than text where it matters
  static Map<String, Object> object(Object yaml) {
    return yaml instanceof Map ? (Map<String, Object>) yaml : Map.of();
  }
}
