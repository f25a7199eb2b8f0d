package org.guichet.integration.connector.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.guichet.shared.JsonText;

/**
 * What a mapping wants to be there: {@code {"kind": "folder" | "file", "reference", "facts": {…},
 * "text": "…", "files": [{"id", "name", "mediaType", "size", "sha256"}]}}.
 *
 * @param name of the folder
 * @param onlyAdds whether facts that are there already stay as they are
 * @param facts the folder's own description, one or two small files
 * @param files the request's files under names that differ
 */
record RequestFolder(String name, boolean onlyAdds, List<Upload> facts, List<Upload> files) {
  private static final String JSON = "request.json";
  private static final String TEXT = "request.txt";

  /**
   * Reads it.
   *
   * @param open opens an attachment by its id
   */
  static RequestFolder of(JsonObject mapped, Function<String, InputStream> open) {
    String reference = JsonText.string(mapped, "reference");
    if (reference == null || reference.isBlank()) {
      throw new CannotBeStored("The mapping names no reference");
    }
    return new RequestFolder(
        SafeName.of(reference),
        "file".equals(JsonText.string(mapped, "kind")),
        facts(mapped),
        files(mapped, open));
  }

  /** Names the folder of a request. */
  static String nameOf(String reference) {
    return SafeName.of(reference == null ? "" : reference);
  }

  private static List<Upload> facts(JsonObject mapped) {
    List<Upload> facts = new ArrayList<>();
    if (mapped.get("facts") instanceof JsonObject object) {
      facts.add(Upload.of(JSON, "application/json", pretty(object).getBytes(UTF_8)));
    }
    String text = JsonText.string(mapped, "text");
    if (text != null && !text.isBlank()) {
      facts.add(Upload.of(TEXT, "text/plain; charset=utf-8", text.getBytes(UTF_8)));
    }
    return facts;
  }

  private static String pretty(JsonObject object) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer =
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString().strip() + "\n";
  }

  private static List<Upload> files(JsonObject mapped, Function<String, InputStream> open) {
    List<Upload> files = new ArrayList<>();
    Set<String> taken = new TreeSet<>(Set.of(JSON, TEXT));
    for (JsonValue value : mapped.getOrDefault("files", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
      JsonObject file = value.asJsonObject();
      String id = JsonText.string(file, "id");
      if (id == null) {
        throw new CannotBeStored("The mapping names a file without its id");
      }
      String name = unlike(taken, SafeName.of(String.valueOf(JsonText.string(file, "name"))), id);
      taken.add(name.toLowerCase(Locale.ROOT));
      files.add(
          new Upload(
              name,
              JsonText.string(file, "mediaType"),
              file.get("size") instanceof JsonNumber size ? size.longValue() : null,
              JsonText.string(file, "sha256"),
              () -> open.apply(id)));
    }
    return files;
  }

  /**
   * The name, or with the beginning of the file's id when another has it: a number would depend on
   * which other files are named beside it.
   */
  private static String unlike(Set<String> taken, String name, String id) {
    return taken.contains(name.toLowerCase(Locale.ROOT))
        ? SafeName.with(name, " (" + id.substring(0, Math.min(8, id.length())) + ")")
        : name;
  }
}
