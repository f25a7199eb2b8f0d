package org.guichet.integration.connector.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** The properties that a Kamelet hands to its bean, and the addresses made of them. */
final class Setting {
  private Setting() {}

  /** Null when it was left out. */
  static String of(Exchange call, String name) {
    String value = call.getProperty(name, String.class);
    return value == null || value.isBlank() ? null : value;
  }

  /** The place that people open in a browser, with the folder in it; null when there is none. */
  static String url(String place, String path) {
    return place == null ? null : place.replaceAll("/+$", "") + "/" + encode(path);
  }

  /** A path as part of an address. */
  static String encode(String path) {
    return Arrays.stream(path.split("/"))
        .map(part -> URLEncoder.encode(part, UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
