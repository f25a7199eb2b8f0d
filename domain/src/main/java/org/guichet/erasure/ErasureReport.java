package org.guichet.erasure;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;

/**
 * What an erasure did, or would do: numbers, and where the company's systems hold more. No word of
 * the person is in it.
 *
 * @param erased what goes
 * @param kept what stays
 * @param elsewhere records of company systems, which are not erased from here
 * @param issuer the identity provider that holds his account
 * @param subject the account's number there
 */
public record ErasureReport(
    Map<Gone, Integer> erased,
    Map<Kept, Integer> kept,
    List<RecordElsewhere> elsewhere,
    String issuer,
    String subject)
    implements Serializable {

  /** What goes. */
  public enum Gone {
    ANSWERS,
    MESSAGES,
    FILES,
    DRAFTS,
    VIEWS,
    RATINGS,
    EVENTS,
    ATTEMPTS,
    INBOX
  }

  /** What stays. */
  public enum Kept {
    REQUESTS,
    INVOICES,
    UNPAID
  }

  /**
   * A record of a company system that is about a request of the person.
   *
   * @param system its names, JSON by language
   * @param number of the record there
   * @param request number of the request here
   * @param url of the record; null when the system does not say
   */
  public record RecordElsewhere(String system, String number, String request, String url)
      implements Serializable {

    public LocalizedText systemNames() {
      return LocalizedText.parse(system);
    }
  }

  JsonObject toJson() {
    JsonArrayBuilder records = Json.createArrayBuilder();
    for (RecordElsewhere record : elsewhere) {
      JsonObjectBuilder json =
          Json.createObjectBuilder()
              .add("system", record.system())
              .add("number", record.number())
              .add("request", record.request());
      if (record.url() != null) {
        json.add("url", record.url());
      }
      records.add(json);
    }
    return Json.createObjectBuilder(numbers())
        .add("elsewhere", records)
        .add("issuer", issuer)
        .add("subject", subject)
        .build();
  }

  /** The numbers alone, for the audit trail. */
  JsonObject numbers() {
    JsonObjectBuilder gone = Json.createObjectBuilder();
    erased.forEach((what, many) -> gone.add(what.name(), many));
    JsonObjectBuilder stays = Json.createObjectBuilder();
    kept.forEach((what, many) -> stays.add(what.name(), many));
    return Json.createObjectBuilder().add("erased", gone).add("kept", stays).build();
  }

  static ErasureReport parse(String text) {
    JsonObject json = JsonText.object(text);
    Map<Gone, Integer> erased = new EnumMap<>(Gone.class);
    JsonObject gone = json.getJsonObject("erased");
    gone.keySet().forEach(what -> erased.put(Gone.valueOf(what), gone.getInt(what)));
    Map<Kept, Integer> kept = new EnumMap<>(Kept.class);
    JsonObject stays = json.getJsonObject("kept");
    stays.keySet().forEach(what -> kept.put(Kept.valueOf(what), stays.getInt(what)));
    return new ErasureReport(
        erased,
        kept,
        json.getJsonArray("elsewhere").getValuesAs(JsonObject.class).stream()
            .map(
                record ->
                    new RecordElsewhere(
                        record.getString("system"),
                        record.getString("number"),
                        record.getString("request"),
                        JsonText.string(record, "url")))
            .toList(),
        json.getString("issuer"),
        json.getString("subject"));
  }
}
