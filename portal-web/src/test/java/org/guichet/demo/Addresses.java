package org.guichet.demo;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything of a running demo answers: the content of {@code target/demo.json}.
 *
 * @param nodes address of every portal node, the first being the portal's own
 * @param simulator base address of each company system
 * @param database JDBC address with its user
 * @param pids process ids: portal, database, keycloak, simulator
 */
public record Addresses(
    String portal,
    String api,
    String keycloak,
    List<String> nodes,
    Map<String, String> simulator,
    String database,
    List<Account> accounts,
    Map<String, Long> pids) {

  /** Writes it in one move, so that a reader never sees half of it. */
  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try (Writer out = Files.newBufferedWriter(draft);
        JsonWriter json =
            Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(out)) {
      json.writeObject(toJson());
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads what a demo wrote. */
  public static Addresses read(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file);
        JsonReader json = Json.createReader(in)) {
      return fromJson(json.readObject());
    }
  }

  private JsonObject toJson() {
    JsonObjectBuilder systems = Json.createObjectBuilder();
    simulator.forEach(systems::add);
    JsonArrayBuilder people = Json.createArrayBuilder();
    accounts.forEach(account -> people.add(toJson(account)));
    JsonObjectBuilder processes = Json.createObjectBuilder();
    pids.forEach(processes::add);
    return Json.createObjectBuilder()
        .add("portal", portal)
        .add("api", api)
        .add("keycloak", keycloak)
        .add("nodes", Json.createArrayBuilder(nodes))
        .add("simulator", systems)
        .add("database", database)
        .add("accounts", people)
        .add("pids", processes)
        .build();
  }

  private static JsonObject toJson(Account account) {
    return Json.createObjectBuilder()
        .add("username", account.username())
        .add("password", account.password())
        .add("role", account.role())
        .add(
            "organization",
            account.organization() == null
                ? JsonValue.NULL
                : Json.createValue(account.organization()))
        .build();
  }

  private static Addresses fromJson(JsonObject json) {
    Map<String, String> systems = new LinkedHashMap<>();
    json.getJsonObject("simulator")
        .forEach((name, url) -> systems.put(name, ((JsonString) url).getString()));
    Map<String, Long> pids = new LinkedHashMap<>();
    JsonObject processes = json.getJsonObject("pids");
    processes.keySet().forEach(name -> pids.put(name, processes.getJsonNumber(name).longValue()));
    return new Addresses(
        json.getString("portal"),
        json.getString("api"),
        json.getString("keycloak"),
        json.getJsonArray("nodes").getValuesAs(JsonString::getString),
        systems,
        json.getString("database"),
        json.getJsonArray("accounts").getValuesAs(value -> account(value.asJsonObject())),
        pids);
  }

  private static Account account(JsonObject json) {
    return new Account(
        json.getString("username"),
        json.getString("password"),
        json.getString("role"),
        json.isNull("organization") ? null : json.getString("organization"));
  }
}
