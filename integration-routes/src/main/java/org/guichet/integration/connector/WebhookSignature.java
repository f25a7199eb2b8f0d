package org.guichet.integration.connector;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Signs what goes out after <a href="https://www.standardwebhooks.com">Standard Webhooks</a>: the
 * id in {@code webhook-id}, the time of this attempt, and the very bytes of the body. With two
 * secrets both sign, so that a partner can exchange them at his leisure.
 */
public class WebhookSignature implements Processor {
  private static final String PREFIX = "whsec_";
  private static final String HMAC = "HmacSHA256";

  private final List<SecretKeySpec> keys = new ArrayList<>();

  public void setSecret(String secret) {
    keys.add(0, key(secret));
  }

  /** May be empty. */
  public void setSecondSecret(String secret) {
    if (secret != null && !secret.isBlank()) {
      keys.add(key(secret));
    }
  }

  private static SecretKeySpec key(String secret) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.strip().substring(PREFIX.length()));
      if (secret.strip().startsWith(PREFIX) && key.length >= 24 && key.length <= 64) {
        return new SecretKeySpec(key, HMAC);
      }
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      // said below, without the secret that is in the cause's message
    }
    throw new UnusableProperty(
        "A secret of a webhook is whsec_ and 24 to 64 bytes in base64; this one is not", null);
  }

  @Override
  public void process(Exchange exchange) throws GeneralSecurityException {
    var message = exchange.getMessage();
    String id = message.getHeader("webhook-id", String.class);
    long timestamp = Instant.now().getEpochSecond();
    byte[] signed = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    byte[] body = message.getBody(byte[].class);
    List<String> signatures = new ArrayList<>();
    for (SecretKeySpec key : keys) {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(signed);
      signatures.add("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)));
    }
    message.setHeader("webhook-timestamp", String.valueOf(timestamp));
    message.setHeader("webhook-signature", signatures.stream().collect(Collectors.joining(" ")));
  }
}
