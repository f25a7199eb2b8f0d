package org.guichet.integration.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guichet.delivery.KameletFile;
import org.guichet.delivery.Kamelets;

/** The Kamelets that come with the application, written to the database at its start. */
final class ShippedKamelets {
  /** One of them: a folder of that name is in the catalogue's jar, too. */
  private static final String ONE_OF_THEM = "/kamelets/company-crm-action.kamelet.yaml";

  private static final String ENDING = ".kamelet.yaml";

  private ShippedKamelets() {}

  /** Writes those that are new or changed; on all other starts nothing. */
  static void keepIn(Kamelets kamelets) {
    kamelets.keepShipped(changed(all(), kamelets), Kamelets.Origin.SHIPPED);
  }

  private static List<KameletFile> changed(List<KameletFile> files, Kamelets kamelets) {
    Map<String, String> known = kamelets.checksums();
    return files.stream()
        .filter(kamelet -> !kamelet.checksum().equals(known.get(kamelet.name())))
        .toList();
  }

  /** Writes those of Apache Camel's catalogue whose parts are here; reading them takes a while. */
  static void keepCatalogueIn(Kamelets kamelets, KameletCatalogue catalogue) {
    List<KameletFile> available =
        catalogue.sinks().stream()
            .filter(KameletCatalogue.Sink::isAvailable)
            .flatMap(sink -> catalogue.yaml(sink.name()).stream())
            .map(KameletFile::parse)
            .toList();
    kamelets.keepShipped(changed(available, kamelets), Kamelets.Origin.CATALOGUE);
  }

  private static List<KameletFile> all() {
    try {
      URL one = ShippedKamelets.class.getResource(ONE_OF_THEM);
      URI uri = one.toURI();
      if (uri.getScheme().equals("file")) {
        return read(Path.of(uri).getParent());
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return read(jar.provider().getPath(uri).getParent());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e); // the class loader wrote it
    }
  }

  private static List<KameletFile> read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ENDING))
          .map(ShippedKamelets::parse)
          .toList();
    }
  }

  private static KameletFile parse(Path file) {
    try {
      return KameletFile.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
