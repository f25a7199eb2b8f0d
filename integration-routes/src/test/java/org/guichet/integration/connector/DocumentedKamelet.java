package org.guichet.integration.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The complete Kamelet of docs/connectors.md. */
final class DocumentedKamelet {
  private static final String BEGIN = "```yaml\n";

  private DocumentedKamelet() {}

  static String yaml() {
    try {
      String page = Files.readString(Path.of("../docs/connectors.md"));
      int begin = page.indexOf(BEGIN) + BEGIN.length();
      return page.substring(begin, page.indexOf("```", begin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
