package org.guichet.integration.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.support.SimpleRegistry;
import org.guichet.delivery.Connector;
import org.guichet.delivery.KameletCheck;

/** A Kamelet out of a file, to be tried without a database and without a server. */
public final class Workbench implements AutoCloseable {
  private final Kamelet kamelet;
  private final CamelRuntime camel;

  /**
   * @param kamelet the file
   * @param files where the files are that a call carries: their ids are the names in this folder
   * @throws UncheckedIOException when the file cannot be read
   * @throws RuntimeException when it is no YAML
   */
  public Workbench(Path kamelet, Path files) {
    try {
      this.kamelet = Kamelet.parse(Files.readString(kamelet));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SimpleRegistry beans = new SimpleRegistry();
    beans.bind("attachments", new LocalFiles(files));
    this.camel =
        new CamelRuntime(
            beans,
            id -> {
              throw new IllegalStateException(
                  "There are no stored secrets here: write the value of " + id + " itself");
            });
  }

  /** The files of a call, in place of a request's attachments. */
  public record LocalFiles(Path folder) {
    /** The content of the file of that name. */
    public InputStream open(String name) throws IOException {
      return Files.newInputStream(folder.resolve(name));
    }
  }

  public String name() {
    return kamelet.name();
  }

  /** Why it would not be taken from the folder or an upload; empty when it would. */
  public List<String> concerns() {
    return KameletCheck.problems(kamelet.file());
  }

  /** What is wrong with these values for its properties; empty when nothing is. */
  public List<String> problems(Map<String, String> values) {
    return kamelet.problems(values);
  }

  /**
   * What the Kamelet proposes for a connector made of it.
   *
   * @param name such as {@code translation} or {@code mapping.request.submitted}
   */
  public Optional<String> preset(String name) {
    return Optional.ofNullable(kamelet.annotations().get("guichet.org/" + name));
  }

  /** A connection that makes real calls; its route ends with the workbench. */
  public Connection connect(Map<String, String> values) {
    camel.start();
    return new ConnectorRoutes(camel)
        .open(Connector.trial("trial", kamelet.name(), values), kamelet);
  }

  @Override
  public void close() {
    camel.stop();
  }
}
