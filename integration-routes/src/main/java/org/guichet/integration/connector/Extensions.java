package org.guichet.integration.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The jars that IT adds, such as a Camel component with those it depends on, seen beside the
 * application's own. What both have, the application's own wins. They are read at the start: Camel
 * remembers what it once did not find.
 */
final class Extensions {
  private Extensions() {}

  /**
   * @param folder may be null, or not be there
   * @throws UncheckedIOException when it cannot be read
   */
  static ClassLoader over(Path folder, ClassLoader application) {
    if (folder == null || !Files.isDirectory(folder)) {
      return application;
    }
    try (Stream<Path> files = Files.list(folder)) {
      URL[] jars =
          files
              .filter(file -> file.getFileName().toString().endsWith(".jar"))
              .sorted()
              .map(Extensions::url)
              .toArray(URL[]::new);
      return new URLClassLoader("extensions", jars, application);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e); // every file has one
    }
  }
}
