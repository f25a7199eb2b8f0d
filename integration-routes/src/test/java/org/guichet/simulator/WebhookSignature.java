package org.guichet.simulator;

import java.util.Base64;

/** Signs as the Standard Webhooks specification says, version 1. */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";

  private final Hmac hmac;

  WebhookSignature(String secret) {
    hmac = new Hmac(Base64.getDecoder().decode(secret.substring(PREFIX.length())));
  }

  String of(String id, long timestamp, String body) {
    return "v1," + Base64.getEncoder().encodeToString(hmac.of(id + "." + timestamp + "." + body));
  }
}
