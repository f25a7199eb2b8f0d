package org.guichet.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The frame of every page and the pieces they share. */
final class Html {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private Html() {}

  static String page(String system, String title, String header, String content) {
    return """
        <!DOCTYPE html>
        <html lang="en" data-system="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="stylesheet" href="/simulator.css">
        </head>
        <body>
        <header class="top">%s</header>
        <p class="stand-in">Company simulator: stands in for your company's real systems</p>
        <main>%s</main>
        </body>
        </html>
        """
        .formatted(system, escape(title), header, content);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String link(String address, String text) {
    return "<a href=\"" + escape(address) + "\">" + escape(text) + "</a>";
  }

  static String status(String status) {
    String look =
        switch (status) {
          case "solved", "paid", "recorded" -> "ok";
          case "in repair", "qualified", "issued", "waiting for customer" -> "warn";
          case "closed", "cancelled", "archived" -> "mute";
          default -> "info";
        };
    return "<span class=\"tag tag--" + look + "\">" + escape(status) + "</span>";
  }

  static String time(String instant) {
    return "<time datetime=\"" + instant + "\">" + TIME.format(Instant.parse(instant)) + "</time>";
  }

  static String size(long bytes) {
    return bytes < 10_000
        ? bytes + " bytes"
        : String.format(
            Locale.ENGLISH, bytes < 1_000_000 ? "%.0f kB" : "%2$.1f MB", bytes / 1e3, bytes / 1e6);
  }
}
