package org.guichet.integration.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guichet.delivery.KameletFile;

/** A Kamelet as the routes use it. */
record Kamelet(KameletFile file) {

  /** The Kamelet of that name among those that come with this application. */
  static Optional<Kamelet> find(String name) {
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      return Optional.empty();
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
    return new Kamelet(KameletFile.parse(yaml));
  }

  String name() {
    return file.name();
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

  String yaml() {
    return file.yaml();
  }

  String checksum() {
    return file.checksum();
  }

  boolean isSource() {
    return file.type().equals("source");
  }

  Map<String, String> annotations() {
    return file.annotations();
  }

  /** See {@link KameletFile#problems}. */
  List<String> problems(Map<String, String> values) {
    return file.problems(values);
  }

  boolean givesReceipts() {
    return file.givesReceipts();
  }
}
