package org.guichet.integration.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import org.apache.camel.CamelContext;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The sinks of the Apache Camel Kamelet Catalog. Those whose parts are all here can be connectors
 * that confirm by taking what they are given; the others say what they lack.
 */
public final class KameletCatalogue {
  private static final String FOLDER = "kamelets/";
  private static final String ENDING = "-sink.kamelet.yaml";

  /** Any of them: they are all in one jar. */
  private static final String ONE_OF_THEM = FOLDER + "log" + ENDING;

  private final ClassLoader loader;
  private List<Sink> sinks;

  /**
   * A sink of the catalogue.
   *
   * @param missing Maven coordinates of the jars it lacks; empty when it can be used
   */
  public record Sink(String name, String title, String description, List<String> missing) {
    public boolean isAvailable() {
      return missing.isEmpty();
    }
  }

  /**
   * @param loader sees the catalogue, Camel's components and the extensions
   */
  public KameletCatalogue(ClassLoader loader) {
    this.loader = loader;
  }

  /** All of them by name; the files are read once. */
  public synchronized List<Sink> sinks() {
    if (sinks == null) {
      sinks = names().stream().map(name -> sink(name, read(name).orElseThrow())).toList();
    }
    return sinks;
  }

  /**
   * The Kamelet of that name as a connector of ours can be made of it; empty when the catalogue has
   * no such sink or it lacks a part.
   */
  public Optional<String> yaml(String name) {
    return read(name).filter(file -> missing(file).isEmpty()).map(CatalogueSink::adapt);
  }

  /** What to do so that the sink of that name can be used; empty when it can, or there is none. */
  public Optional<String> advice(String name) {
    return read(name).map(this::missing).filter(parts -> !parts.isEmpty()).map(this::advice);
  }

  /**
   * What to do so that a Kamelet can be used whose component is not here.
   *
   * @param scheme the component, as addresses begin with it
   */
  String advice(Kamelet kamelet, String scheme) {
    List<String> missing = missing(Map.of("spec", kamelet.file().spec()));
    return advice(missing.isEmpty() ? List.of(coordinates("camel:" + scheme)) : missing);
  }

  private String advice(List<String> missing) {
    return "It needs "
        + String.join(" and ", missing)
        + ": put the jar, with those it depends on, into the folder of extensions and"
        + " start the node anew.";
  }

  private List<String> names() {
    URL one = loader.getResource(ONE_OF_THEM);
    if (one == null) {
      return List.of();
    }
    try {
      JarURLConnection connection = (JarURLConnection) one.openConnection();
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        return jar.stream()
            .map(entry -> entry.getName())
            .filter(file -> file.startsWith(FOLDER) && file.endsWith(ENDING))
            .map(file -> file.substring(FOLDER.length(), file.length() - ".kamelet.yaml".length()))
            .sorted(Comparator.naturalOrder())
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Map<String, Object>> read(String name) {
    if (!name.matches("[a-z0-9-]+-sink")) {
      return Optional.empty();
    }
    try (InputStream file = loader.getResourceAsStream(FOLDER + name + ".kamelet.yaml")) {
      return file == null
          ? Optional.empty()
          : Optional.of(
              CatalogueSink.object(
                  new Load(LoadSettings.builder().build())
                      .loadFromString(new String(file.readAllBytes(), StandardCharsets.UTF_8))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Sink sink(String name, Map<String, Object> file) {
    Map<String, Object> definition = CatalogueSink.definition(file);
    return new Sink(
        name,
        String.valueOf(definition.get("title")),
        String.valueOf(definition.get("description")),
        missing(file));
  }

  private List<String> missing(Map<String, Object> file) {
    List<String> missing = new ArrayList<>();
    if (CatalogueSink.object(file.get("spec")).get("dependencies") instanceof List<?> parts) {
      parts.stream().map(String::valueOf).filter(part -> !isHere(part)).forEach(missing::add);
    }
    return missing.stream().map(KameletCatalogue::coordinates).toList();
  }

  /** A jar says in its Maven descriptor which it is. */
  private boolean isHere(String part) {
    String[] coordinates = coordinates(part).split(":");
    return part.equals("camel:core")
        || loader.getResource(
                "META-INF/maven/" + coordinates[0] + "/" + coordinates[1] + "/pom.properties")
            != null;
  }

  /** {@code camel:ftp} and {@code mvn:group:artifact:version} as Maven has them. */
  private static String coordinates(String part) {
    String[] words = part.split(":", 2);
    return words[0].equals("camel")
        ? "org.apache.camel:camel-" + words[1] + ":" + camelVersion()
        : words[1];
  }

  private static String camelVersion() {
    return CamelContext.class.getPackage().getImplementationVersion();
  }
}
