package org.guichet.keycloak;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The realm that production imports, and the people and organizations of the demo laid over it. */
final class DemoRealm {
  /** The realm's name, the same in production. */
  static final String NAME = "guichet";

  private DemoRealm() {}

  static void writeTo(Path file) throws IOException {
    JsonObjectBuilder demo = Json.createObjectBuilder(read("/guichet-realm.json"));
    read("/guichet-demo-users.json").forEach(demo::add);
    Files.createDirectories(file.getParent());
    Files.writeString(file, demo.build().toString());
  }

  static JsonObject read(String resource) throws IOException {
    try (InputStream in = DemoRealm.class.getResourceAsStream(resource);
        JsonReader reader = Json.createReader(in)) {
      return reader.readObject();
    }
  }
}
