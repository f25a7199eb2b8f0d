package org.guichet.demo;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What people write in {@code believable.json}, drawn by lot. */
final class BelievableTexts {
  private final Map<String, List<String>> lists = new HashMap<>();
  private final Random random;

  BelievableTexts(Random random) {
    this.random = random;
    try (InputStream in = BelievableTexts.class.getResourceAsStream("believable.json");
        var reader = Json.createReader(in)) {
      reader
          .readObject()
          .forEach(
              (name, value) -> {
                if (value instanceof JsonArray list) {
                  lists.put(name, strings(list));
                } else {
                  JsonObject byLanguage = value.asJsonObject();
                  byLanguage.forEach(
                      (language, list) ->
                          lists.put(name + "." + language, strings(list.asJsonArray())));
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> strings(JsonArray list) {
    return list.getValuesAs(JsonString::getString);
  }

  List<String> all(String list) {
    return lists.get(list);
  }

  String any(String list) {
    List<String> texts = lists.get(list);
    return texts.get(random.nextInt(texts.size()));
  }

  /** Several of a list, one after the other. */
  String several(String list, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(any(list));
    }
    return text.toString();
  }

  /** A person's name. */
  String name() {
    return any("firstNames") + " " + any("lastNames");
  }

  /** A word that occurs once or twice in all: what a search should find alone. */
  String serialNumber() {
    return "SN"
        + (char) ('A' + random.nextInt(26))
        + (char) ('A' + random.nextInt(26))
        + (100_000 + random.nextInt(900_000));
  }
}
