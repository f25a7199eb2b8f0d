package org.guichet.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A webhook of the help desk as an honest sender makes it, and as others would like to. */
record SignedMessage(String id, Instant at, String body) {
  private static final String KEY = "aGVscGRlc2std2ViaG9vay1zZWNyZXQtMQ==";

  static SignedMessage of(String body) {
    return new SignedMessage("msg_" + UUID.randomUUID(), Instant.now(), body);
  }

  static SignedMessage ofTicket(String ticket, String status, Instant changedAt) {
    return of(
        "{\"type\": \"ticket.changed\", \"timestamp\": \"%s\", \"data\": {\"id\": \"%s\", \"status\": \"%s\", \"changedAt\": \"%s\"}}"
            .formatted(changedAt, ticket, status, changedAt));
  }

  SignedMessage at(Instant other) {
    return new SignedMessage(id, other, body);
  }

  HttpRequest.Builder to(String address) throws Exception {
    return unsigned(address).header("webhook-signature", signature());
  }

  HttpRequest.Builder unsigned(String address) {
    return HttpRequest.newBuilder(URI.create(address))
        .header("Content-Type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", String.valueOf(at.getEpochSecond()))
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private String signature() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
    String signed = id + "." + at.getEpochSecond() + "." + body;
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
  }
}
