package org.guichet.integration.inbox;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.guichet.inbox.MailWord;
import org.guichet.integration.inbox.Translation.NotUnderstood;
import org.guichet.shared.JsonText;

/** Reads {@code {mail: …}}. Whether a machine wrote it is said by the mail's own headers, too. */
final class MailTranslation {
  private MailTranslation() {}

  static MailWord of(JsonObject json) throws NotUnderstood {
    List<String> answers = new ArrayList<>();
    String inReplyTo = JsonText.string(json, "inReplyTo");
    if (inReplyTo != null) {
      answers.addAll(words(inReplyTo));
    }
    // The nearest is the last of the references.
    List<String> references = texts(json.get("references"));
    for (int at = references.size() - 1; at >= 0; at--) {
      answers.add(references.get(at));
    }
    List<String> to = texts(json.get("to")).stream().map(MailTranslation::address).toList();
    return new MailWord(
        Values.required(json, "id"),
        address(Values.required(json, "from")),
        to,
        Values.prose(json, "subject"),
        Values.prose(json, "text"),
        answers,
        Values.isMarked(json, "auto") || isAutomatic(json.get("headers")),
        files(json.get("attachments")));
  }

  /** One text or a list of them; several in one text are told apart by blanks or commas. */
  private static List<String> texts(JsonValue value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof JsonString one) {
      texts.addAll(words(one.getString()));
    } else if (value instanceof JsonArray array) {
      array.stream()
          .filter(JsonString.class::isInstance)
          .forEach(each -> texts.addAll(words(((JsonString) each).getString())));
    }
    return texts;
  }

  /** Addresses by commas, Message-IDs by blanks; a name before an address stays with it. */
  private static List<String> words(String text) {
    String pattern = text.contains(",") ? "," : text.strip().startsWith("<") ? "\\s+" : "\\z";
    return List.of(text.strip().split(pattern)).stream()
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** {@code anna@example.org}, of {@code Anna Berg <anna@example.org>}. */
  private static String address(String text) {
    int open = text.lastIndexOf('<');
    int close = text.lastIndexOf('>');
    return (open >= 0 && close > open ? text.substring(open + 1, close) : text).strip();
  }

  /** RFC 3834 and what was used before it. */
  private static boolean isAutomatic(JsonValue value) {
    if (!(value instanceof JsonObject headers)) {
      return false;
    }
    boolean automatic = false;
    for (String name : headers.keySet()) {
      String said = JsonText.string(headers, name);
      String text = said == null ? "" : said.strip().toLowerCase(Locale.ROOT);
      automatic |=
          switch (name.toLowerCase(Locale.ROOT)) {
            case "auto-submitted" -> !text.isEmpty() && !text.startsWith("no");
            case "precedence" -> List.of("bulk", "junk", "list", "auto_reply").contains(text);
            case "x-loop", "x-auto-response-suppress", "x-autoreply", "list-id" -> !text.isEmpty();
            case "return-path" -> text.equals("<>");
            default -> false;
          };
    }
    return automatic;
  }

  private static List<MailWord.MailFile> files(JsonValue value) throws NotUnderstood {
    List<MailWord.MailFile> files = new ArrayList<>();
    if (value instanceof JsonArray array) {
      for (JsonValue each : array) {
        if (each instanceof JsonObject file && JsonText.string(file, "content") != null) {
          files.add(file(file));
        }
      }
    }
    return files;
  }

  private static MailWord.MailFile file(JsonObject json) throws NotUnderstood {
    try {
      byte[] content = Base64.getMimeDecoder().decode(JsonText.string(json, "content"));
      return new MailWord.MailFile(Values.required(json, "name"), content);
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood("A file of the mail is no base64.");
    }
  }
}
