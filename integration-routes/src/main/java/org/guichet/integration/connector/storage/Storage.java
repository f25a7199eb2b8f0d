package org.guichet.integration.connector.storage;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.guichet.integration.connector.AttachedFiles;
import org.guichet.shared.JsonText;

/**
 * The verbs of a storage system, the same for each protocol. Whatever a broken attempt has left,
 * the next one makes the folder what it should be: what is there and the same is left alone, what
 * is missing is put, unfinished files go.
 */
public abstract class Storage {
  private AttachedFiles attachments;

  protected Storage() {}

  protected Storage(AttachedFiles attachments) {
    this.attachments = attachments;
  }

  /** Connects, as the Kamelet has set the call's properties. */
  abstract FolderStore open(Exchange call) throws IOException;

  /** What is done with an open store. */
  private interface Work {
    JsonObject with(FolderStore store, JsonObject body) throws IOException;
  }

  public String deliver(Exchange call) throws IOException {
    return in(call, this::deliver);
  }

  public String find(Exchange call) throws IOException {
    return in(call, Storage::find);
  }

  public String status(Exchange call) throws IOException {
    return in(call, Storage::status);
  }

  public String read(Exchange call) throws IOException {
    return in(call, Storage::read);
  }

  public String probe(Exchange call) throws IOException {
    return in(
        call,
        (store, body) -> {
          store.probe();
          return JsonObject.EMPTY_JSON_OBJECT;
        });
  }

  private String in(Exchange call, Work work) throws IOException {
    try {
      JsonObject body = JsonText.object(call.getMessage().getBody(String.class));
      try (FolderStore store = open(call)) {
        return work.with(store, body).toString();
      }
    } catch (StoreProblem problem) {
      return problem.json();
    } catch (CannotBeStored | JsonException | ClassCastException e) {
      return StoreProblem.refused(e.getMessage(), e).json();
    }
  }

  private JsonObject deliver(FolderStore store, JsonObject body) throws IOException {
    RequestFolder folder = RequestFolder.of(body, attachments::open);
    String path = store.path(folder.name());
    Optional<List<StoredFile>> before = store.list(path);
    if (before.isEmpty()) {
      store.make(path);
    }
    store.tidy(path, before.orElse(List.of()));
    Map<String, StoredFile> there =
        before.orElse(List.of()).stream()
            .collect(Collectors.toMap(StoredFile::name, Function.identity(), (one, two) -> one));
    for (Upload fact : folder.facts()) {
      if (!folder.onlyAdds() || !there.containsKey(fact.name())) {
        store.put(path, fact);
      }
    }
    for (Upload file : folder.files()) {
      StoredFile known = there.get(file.name());
      if (known == null || !store.has(path, known, file)) {
        store.put(path, file);
      }
    }
    return receipt(store, path, "open");
  }

  private static JsonObject find(FolderStore store, JsonObject body) throws IOException {
    String path = store.path(RequestFolder.nameOf(JsonText.string(body, "reference")));
    return store.list(path).isPresent()
        ? receipt(store, path, "open")
        : JsonObject.EMPTY_JSON_OBJECT;
  }

  private static JsonObject status(FolderStore store, JsonObject body) throws IOException {
    String path = externalId(body);
    return receipt(store, path, store.list(path).isPresent() ? "open" : "missing");
  }

  private static JsonObject read(FolderStore store, JsonObject body) throws IOException {
    String path = externalId(body);
    Optional<List<StoredFile>> found = store.list(path);
    List<StoredFile> files = found.orElse(List.of()).stream().filter(f -> !f.isPart()).toList();
    JsonArrayBuilder names = Json.createArrayBuilder();
    files.forEach(
        file ->
            names.add(
                Json.createObjectBuilder().add("name", file.name()).add("size", file.size())));
    Instant changedAt =
        files.stream()
            .map(StoredFile::changedAt)
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElseGet(Instant::now);
    return Json.createObjectBuilder(receipt(store, path, found.isPresent() ? "open" : "missing"))
        .add("changedAt", changedAt.toString())
        .add("files", names)
        .build();
  }

  private static String externalId(JsonObject body) {
    String path = JsonText.string(body, "externalId");
    if (path == null || path.isBlank() || List.of(path.split("/")).contains("..")) {
      throw new CannotBeStored("There is no such folder");
    }
    return path;
  }

  private static JsonObject receipt(FolderStore store, String path, String status) {
    JsonObjectBuilder receipt =
        Json.createObjectBuilder().add("externalId", path).add("externalStatus", status);
    String url = store.url(path);
    if (url != null) {
      receipt.add("externalUrl", url);
    }
    return receipt.build();
  }
}
