package org.guichet.integration.connector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/**
 * Makes a connector's Kamelet of a foreign sink: it gets what the mapping made, no header of ours,
 * and nothing at all when it is only probed; secrets are taken literally, whatever signs are in
 * them.
 */
final class CatalogueSink {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z0-9-]+)}}");

  private CatalogueSink() {}

  static String adapt(Map<String, Object> file) {
    Map<String, Object> adapted = new LinkedHashMap<>(file);
    Map<String, Object> metadata = new LinkedHashMap<>(object(file.get("metadata")));
    Map<String, Object> spec = new LinkedHashMap<>(object(file.get("spec")));
    Map<String, Object> template = new LinkedHashMap<>(object(spec.get("template")));
    Map<String, Object> from = new LinkedHashMap<>(object(template.get("from")));
    List<?> theirs = (List<?>) from.get("steps");
    metadata.put(
        "annotations",
        annotations(
            object(metadata.get("annotations")),
            secrets(theirs, definition(file)).distinct().collect(Collectors.joining(" "))));
    adapted.put("metadata", metadata);
    from.put("steps", steps(theirs));
    template.put("from", from);
    spec.put("template", template);
    adapted.put("spec", spec);
    return new Dump(DumpSettings.builder().build()).dumpToString(adapted);
  }

  /** Without the picture, which nobody here shows. */
  private static Map<String, Object> annotations(Map<String, Object> theirs, String literal) {
    Map<String, Object> ours = new LinkedHashMap<>(theirs);
    ours.remove("camel.apache.org/kamelet.icon");
    ours.put("guichet.org/receipt", "none");
    ours.put("guichet.org/idempotent", "false");
    ours.put("guichet.org/webhook", "none");
    ours.put("guichet.org/literal", literal);
    return ours;
  }

  private static List<Object> steps(List<?> theirs) {
    List<Object> steps = new ArrayList<>();
    steps.add(Map.of("removeHeaders", Map.of("pattern", "*")));
    steps.add(
        Map.of(
            "choice",
            Map.of(
                "when",
                List.of(
                    Map.of(
                        "expression",
                        expression("simple", "${exchangeProperty.Verb} != 'deliver'"),
                        "steps",
                        List.of(nothing(), Map.of("stop", Map.of())))))));
    steps.addAll(theirs);
    steps.add(nothing());
    return steps;
  }

  private static Map<String, Object> nothing() {
    return Map.of("setBody", Map.of("expression", expression("constant", "{}")));
  }

  private static Map<String, Object> expression(String language, String text) {
    return Map.of(language, Map.of("expression", text));
  }

  /**
   * Names of the secrets that are parameters of an address somewhere below whose scheme is not
   * known before its properties are: of the others Camel itself knows which are secret.
   */
  private static Stream<String> secrets(Object step, Map<String, Object> definition) {
    if (step instanceof List<?> list) {
      return list.stream().flatMap(inner -> secrets(inner, definition));
    }
    if (!(step instanceof Map<?, ?> map)) {
      return Stream.empty();
    }
    boolean isOpen = String.valueOf(map.get("uri")).startsWith("{{");
    Stream<String> own =
        isOpen && map.get("parameters") instanceof Map<?, ?> parameters
            ? parameters.values().stream()
                .map(value -> PLACEHOLDER.matcher(String.valueOf(value)))
                .filter(Matcher::matches)
                .map(placeholder -> placeholder.group(1))
                .filter(property -> isSecret(property, definition))
            : Stream.empty();
    return Stream.concat(own, map.values().stream().flatMap(inner -> secrets(inner, definition)));
  }

  private static boolean isSecret(String property, Map<String, Object> definition) {
    Map<String, Object> schema = object(object(definition.get("properties")).get(property));
    return "password".equals(schema.get("format"))
        || String.valueOf(schema.get("x-descriptors")).contains("urn:camel:group:credentials");
  }

  static Map<String, Object> definition(Map<String, Object> file) {
    return object(object(file.get("spec")).get("definition"));
  }

  @SuppressWarnings("unchecked") // YAML knows no other keys than text
  static Map<String, Object> object(Object yaml) {
    return yaml instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
