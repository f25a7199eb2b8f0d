package org.guichet.integration.inbox;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guichet.inbox.MachineReport;
import org.guichet.inbox.SystemWord;
import org.guichet.inbox.Word;
import org.guichet.integration.shared.StorableText;
import org.guichet.request.Priority;
import org.guichet.shared.Jq;
import org.guichet.shared.JqFailed;
import org.guichet.shared.JsonText;

/**
 * Translates a system's message into our words by its connector's jq. What the database could not
 * keep is not understood: it would come back for ever.
 */
final class Translation {
  private Translation() {}

  /** The message cannot be translated; asking again would not help. */
  static class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String message) {
      super(StorableText.of(message)); // it may quote what was not understood
    }
  }

  /**
   * What the message says; empty when the translation leaves it out on purpose.
   *
   * @param translation jq to a record {@code {externalId, status, changedAt, …}}, to {@code {open:
   *     …}} or to {@code {mail: …}}
   */
  static Optional<Word> of(String translation, String message) throws NotUnderstood {
    try {
      String translated = Jq.of(translation).apply(message, Map.of());
      return translated == null ? Optional.empty() : Optional.of(word(JsonText.object(translated)));
    } catch (JqFailed e) {
      throw new NotUnderstood("The translation failed: " + e.getMessage() + ".");
    } catch (JsonException e) {
      throw new NotUnderstood("The translation yields no object.");
    } catch (DateTimeException | NumberFormatException e) {
      throw new NotUnderstood("A time or an amount is malformed: " + e.getMessage() + ".");
    }
  }

  private static Word word(JsonObject json) throws NotUnderstood {
    if (json.get("open") instanceof JsonObject open) {
      return report(open);
    }
    if (json.get("mail") instanceof JsonObject mail) {
      return MailTranslation.of(mail);
    }
    return record(json);
  }

  private static SystemWord record(JsonObject json) throws NotUnderstood {
    List<SystemWord.MessageWord> messages = messages(json);
    JsonObject invoice = json.get("invoice") instanceof JsonObject object ? object : null;
    String status = Values.text(json, "status");
    if (blank(status) && messages.isEmpty() && invoice == null && !json.containsKey("priority")) {
      throw new NotUnderstood("The translation yields no status.");
    }
    return new SystemWord(
        Values.required(json, "externalId"),
        Values.text(json, "reference"),
        blank(status) ? null : status,
        priority(json),
        Values.time(Values.required(json, "changedAt")),
        invoice == null ? null : InvoiceTranslation.of(invoice),
        messages);
  }

  private static Priority priority(JsonObject json) throws NotUnderstood {
    String priority = Values.text(json, "priority");
    try {
      return blank(priority) ? null : Priority.valueOf(priority);
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood("There is no priority \"" + priority + "\".");
    }
  }

  private static List<SystemWord.MessageWord> messages(JsonObject json) throws NotUnderstood {
    List<SystemWord.MessageWord> messages = new ArrayList<>();
    if (json.get("messages") instanceof JsonArray array) {
      for (JsonValue value : array) {
        if (!(value instanceof JsonObject message)) {
          throw new NotUnderstood("A message is no object.");
        }
        String text = Values.prose(message, "text");
        if (!text.isBlank()) { // systems note changes without a word, too
          messages.add(message(message, text));
        }
      }
    }
    return messages;
  }

  private static SystemWord.MessageWord message(JsonObject json, String text) throws NotUnderstood {
    String at = Values.text(json, "at");
    return new SystemWord.MessageWord(
        Values.required(json, "id"),
        Values.required(json, "author"),
        text,
        blank(at) ? null : Values.time(at),
        Values.isMarked(json, "internal"));
  }

  private static MachineReport report(JsonObject json) throws NotUnderstood {
    Map<String, String> fields = new HashMap<>();
    if (json.get("fields") instanceof JsonObject object) {
      object.keySet().forEach(key -> fields.put(key, Values.prose(object, key)));
    }
    String email =
        json.get("requester") instanceof JsonObject person ? Values.text(person, "email") : null;
    return new MachineReport(
        Values.required(json, "type"),
        orNull(Values.text(json, "subject")),
        Values.prose(json, "text"),
        fields,
        orNull(email),
        orNull(Values.text(json, "device")),
        orNull(Values.text(json, "fold")));
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  private static String orNull(String text) {
    return blank(text) ? null : text;
  }
}
