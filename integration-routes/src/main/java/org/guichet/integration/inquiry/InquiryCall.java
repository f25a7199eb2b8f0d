package org.guichet.integration.inquiry;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guichet.inquiry.LookupOption;
import org.guichet.inquiry.OpenInquiry;
import org.guichet.integration.connector.CallFailed;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Envelope;
import org.guichet.integration.connector.Trouble;
import org.guichet.integration.connector.Verb;
import org.guichet.integration.delivery.Masking;
import org.guichet.integration.shared.StorableText;
import org.guichet.shared.Jq;
import org.guichet.shared.JqFailed;
import org.guichet.shared.JsonText;

/** The one call that answers an inquiry. It holds no transaction. */
final class InquiryCall {
  /** Options are few and short; whatever is longer is none. */
  private static final int MOST_CHARACTERS = 200_000;

  private static final int MOST_SAID = 200;

  private InquiryCall() {}

  /** There is no answer, for a reason that is one sentence for IT. */
  static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswered(String sentence) {
      super(StorableText.of(Masking.mask(sentence)));
    }
  }

  /** Whether we are let in. */
  static void probe(Connection connection) throws Unanswered {
    call(connection, Verb.PROBE, "{}");
  }

  /** What a person can choose; at most {@link LookupOption#MOST}. */
  static List<LookupOption> lookUp(Connection connection, OpenInquiry inquiry) throws Unanswered {
    String asked = asked(inquiry);
    return asked == null ? List.of() : options(call(connection, Verb.LOOKUP, asked));
  }

  /** Null when the mapping finds that there is nothing to ask. */
  private static String asked(OpenInquiry inquiry) throws Unanswered {
    if (inquiry.mapping() == null) {
      throw new Unanswered("The connector knows no question \"" + inquiry.question() + "\".");
    }
    try {
      return Jq.of(inquiry.mapping()).apply(inquiry.body(), Map.of());
    } catch (JqFailed e) {
      throw new Unanswered(
          "The mapping of the question " + inquiry.question() + " failed: " + e.getMessage());
    }
  }

  private static String call(Connection connection, Verb verb, String body) throws Unanswered {
    try {
      return connection.call(verb, body, Envelope.reading()).body();
    } catch (CallFailed e) {
      throw new Unanswered(Trouble.sentence(e) + said(e));
    }
  }

  /** The system's own words about a refusal. */
  private static String said(CallFailed failure) {
    if (failure.reason() != CallFailed.Reason.DECLINED || failure.answer() == null) {
      return "";
    }
    try {
      JsonObject answer = JsonText.object(failure.answer());
      String says = JsonText.string(answer.getJsonObject("problem"), "says");
      return says == null ? "" : " " + says.substring(0, Math.min(MOST_SAID, says.length()));
    } catch (JsonException e) {
      return "";
    }
  }

  private static List<LookupOption> options(String body) throws Unanswered {
    if (body.length() > MOST_CHARACTERS) {
      throw new Unanswered("It answered more than a list of options can be.");
    }
    List<LookupOption> options = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (JsonValue value : array(body)) {
      if (value instanceof JsonObject one && options.size() < LookupOption.MOST) {
        String name = text(one.get("value"));
        String label = text(one.get("label"));
        if (fits(name) && fits(label) && known.add(name)) {
          options.add(new LookupOption(name, label));
        }
      }
    }
    return options;
  }

  private static boolean fits(String text) {
    return StorableText.fits(text, LookupOption.LONGEST);
  }

  private static JsonArray array(String body) throws Unanswered {
    try (var reader = Json.createReader(new StringReader(body))) {
      return reader.readArray();
    } catch (JsonException e) {
      throw new Unanswered("It answered no list of options.");
    }
  }

  private static String text(JsonValue value) {
    if (value instanceof JsonString string) {
      return string.getString().strip();
    }
    return value instanceof JsonNumber number ? number.toString() : null;
  }
}
