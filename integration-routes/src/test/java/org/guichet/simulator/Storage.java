package org.guichet.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Folders with files. A bearer token; the same folder sent twice is two folders. No webhooks: who
 * wants to know what changed asks.
 */
final class Storage extends CompanySystem {
  private final StoredFiles files;

  Storage(Setup setup, Path directory) throws IOException {
    super(
        setup,
        false,
        new Kind(
            "folder",
            "folders",
            "F-",
            1,
            List.of("open", "archived"),
            List.of("reference", "title")));
    this.files = new StoredFiles(directory);
  }

  @Override
  void admit(Call call) {
    if (!"Bearer storage-token".equals(call.header("Authorization"))) {
      throw new Refusal(401, "unknown token");
    }
  }

  @Override
  JsonObject begin(Kind kind, JsonObject body) {
    return JsonText.object(super.begin(kind, body))
        .add("files", JsonValue.EMPTY_JSON_ARRAY)
        .build();
  }

  @Override
  Answer api(Call call) throws IOException {
    if (call.method().equals("PUT")
        && call.segment(2).equals("folders")
        && call.segment(4).equals("files")
        && call.depth() == 6) {
      admit(call);
      return put(call, call.segment(3), call.segment(5));
    }
    if (call.method().equals("GET") && call.segment(2).equals("changes")) {
      admit(call);
      return Answer.json(200, JsonText.array("changes", changes(call.query("since"))));
    }
    return super.api(call);
  }

  private Answer put(Call call, String folder, String name) throws IOException {
    get(kinds().get(0), folder);
    StoredFiles.Incoming incoming = files.receive(call.body());
    JsonObject file =
        JsonText.object()
            .add("name", name)
            .add("size", incoming.size())
            .add("sha256", incoming.sha256())
            .build();
    JsonObject before = get(kinds().get(0), folder);
    files.keep(incoming, folder, name);
    records.change(
        folder, record -> JsonText.object(record).add("files", with(record, file)).build());
    return Answer.json(names(before).contains(name) ? 200 : 201, file);
  }

  /** The file to download, for its staff page. */
  Path file(String folder, String name) {
    if (!names(get(kinds().get(0), folder)).contains(name)) {
      throw new Refusal(404, "there is no file " + name + " in " + folder);
    }
    return files.path(folder, name);
  }

  private List<JsonObject> changes(String since) {
    Instant from = since == null ? Instant.EPOCH : instant(since);
    return records.all().stream()
        .filter(record -> !instant(record.getString("changedAt")).isBefore(from))
        .sorted(Comparator.comparing(record -> record.getString("changedAt")))
        .map(
            record ->
                JsonText.object()
                    .add("id", record.get("id"))
                    .add("reference", record.get("reference"))
                    .add("status", record.get("status"))
                    .add("changedAt", record.get("changedAt"))
                    .build())
        .toList();
  }

  @Override
  List<Action> actions(JsonObject folder) {
    return folder.getString("status").equals("open")
        ? List.of(new Action("Archive", "archived"))
        : List.of(new Action("Reopen", "open"));
  }

  @Override
  String summary(JsonObject folder) {
    return folder.getString("title");
  }

  private static List<String> names(JsonObject folder) {
    return folder.getJsonArray("files").getValuesAs(JsonObject.class).stream()
        .map(file -> file.getString("name"))
        .toList();
  }

  private static JsonArray with(JsonObject folder, JsonObject file) {
    List<JsonObject> others =
        folder.getJsonArray("files").getValuesAs(JsonObject.class).stream()
            .filter(other -> !other.getString("name").equals(file.getString("name")))
            .toList();
    List<JsonObject> all = new ArrayList<>(others);
    all.add(file);
    return JsonText.array("files", all).getJsonArray("files");
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Refusal(400, "\"" + text + "\" is not a time such as 2026-11-21T10:15:30.123Z");
    }
  }
}
