package org.guichet.inbox;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** What a message says, for a person: one line for each value, with its name. */
final class ReadableMessage {
  private static final int LONGEST = 8_000;

  /** One word as long as that is a file. */
  private static final int LONGEST_WORD = 400;

  private final List<String> lines = new ArrayList<>();

  private ReadableMessage() {}

  /** As it came when it is not JSON. */
  static String of(String body) {
    return cut(whole(body));
  }

  /** The same, however long it is. */
  static String whole(String body) {
    try (var reader = Json.createReader(new StringReader(body))) {
      ReadableMessage message = new ReadableMessage();
      message.walk("", reader.readValue());
      return String.join("\n", message.lines);
    } catch (JsonException e) {
      return body;
    }
  }

  /** Whether it says more than is shown. */
  static boolean isCut(String body) {
    return whole(body).length() > LONGEST;
  }

  private void walk(String name, JsonValue value) {
    switch (value.getValueType()) {
      case OBJECT -> value.asJsonObject().forEach(this::walk);
      case ARRAY -> value.asJsonArray().forEach(one -> walk(name, one));
      case STRING -> line(name, ((JsonString) value).getString());
      case NULL -> {}
      default -> line(name, value.toString());
    }
  }

  private void line(String name, String text) {
    boolean file = text.length() > LONGEST_WORD && text.chars().noneMatch(Character::isWhitespace);
    String shown = file ? "(" + text.length() + " characters)" : text;
    lines.add(name.isEmpty() ? shown : name + ": " + shown);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
