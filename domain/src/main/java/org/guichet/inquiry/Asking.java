package org.guichet.inquiry;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.UUID;

/**
 * A question that a connector can be asked, on behalf of a certain person.
 *
 * @param scope whose answers these are: his organization's or his own
 * @param limit how long an answer may take
 * @param who {@code {organization, person}}
 */
record Asking(int connectorId, String question, UUID scope, Duration limit, JsonObject who) {
  Inquiry about(String query, UUID person) {
    String body =
        Json.createObjectBuilder(who)
            .add("question", question)
            .add("query", query)
            .add("limit", LookupOption.MOST)
            .build()
            .toString();
    return new Inquiry(
        UUID.randomUUID(), InquiryVerb.LOOKUP, connectorId, question, scope, person, body, limit);
  }
}
