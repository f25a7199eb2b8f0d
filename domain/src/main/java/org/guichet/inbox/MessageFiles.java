package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachments;
import org.guichet.attachment.RefusedFile;
import org.guichet.shared.JsonText;

/**
 * What a note cannot hold of a message: the files in it, and the whole of a long one. The message
 * itself is forgotten some day, these stay with the request.
 */
@ApplicationScoped
public class MessageFiles {
  private Attachments attachments;

  protected MessageFiles() {}

  @Inject
  public MessageFiles(Attachments attachments) {
    this.attachments = attachments;
  }

  /**
   * Takes them in.
   *
   * @param draft under which they are received
   * @return the names of those that may not come in
   */
  List<String> receive(Viewer viewer, UUID draft, String body) {
    List<String> refused = new ArrayList<>();
    if (ReadableMessage.isCut(body)) {
      byte[] whole = ReadableMessage.whole(body).getBytes(StandardCharsets.UTF_8);
      receive(viewer, draft, "message.txt", whole, refused);
    }
    try (var reader = Json.createReader(new StringReader(body))) {
      walk(viewer, draft, reader.readValue(), refused);
    } catch (JsonException e) {
      return refused; // no JSON holds no files
    }
    return refused;
  }

  private void walk(Viewer viewer, UUID draft, JsonValue value, List<String> refused) {
    switch (value.getValueType()) {
      case ARRAY -> value.asJsonArray().forEach(one -> walk(viewer, draft, one, refused));
      case OBJECT -> {
        JsonObject object = value.asJsonObject();
        String name = JsonText.string(object, "name");
        String content = JsonText.string(object, "content");
        if (name != null && content != null) {
          decode(viewer, draft, name, content, refused);
        } else {
          object.values().forEach(one -> walk(viewer, draft, one, refused));
        }
      }
      default -> {
        // no file
      }
    }
  }

  private void decode(
      Viewer viewer, UUID draft, String name, String content, List<String> refused) {
    try {
      receive(viewer, draft, name, Base64.getMimeDecoder().decode(content), refused);
    } catch (IllegalArgumentException e) {
      refused.add(name); // no base64
    }
  }

  private void receive(
      Viewer viewer, UUID draft, String name, byte[] content, List<String> refused) {
    try {
      attachments.receive(viewer, draft, name, new ByteArrayInputStream(content));
    } catch (RefusedFile e) {
      refused.add(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
