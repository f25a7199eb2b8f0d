package org.guichet.keycloak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The module's jar as Keycloak's {@code providers/} folder wants it, whether Maven has packaged the
 * module or not.
 */
final class ThemeJar {
  private ThemeJar() {}

  static byte[] bytes() throws IOException {
    Path classes = whereTheThemeIs();
    return Files.isRegularFile(classes) ? Files.readAllBytes(classes) : zip(classes);
  }

  private static Path whereTheThemeIs() throws IOException {
    var theme = ThemeJar.class.getResource("/META-INF/keycloak-themes.json");
    if (theme == null) {
      throw new IllegalStateException("The module keycloak-realm is not on the class path");
    }
    String address = theme.toString();
    String root =
        address.substring(0, address.length() - "/META-INF/keycloak-themes.json".length());
    try {
      return Path.of(
          new URI(
              root.startsWith("jar:") ? root.substring("jar:".length(), root.length() - 1) : root));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** The same bytes for the same files: a new jar means a new build. */
  private static byte[] zip(Path classes) throws IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(jar);
        Stream<Path> found = Files.walk(classes)) {
      List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        ZipEntry entry = new ZipEntry(classes.relativize(file).toString().replace('\\', '/'));
        entry.setTime(0);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return jar.toByteArray();
  }
}
