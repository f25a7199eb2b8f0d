package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * OAuth 2.0 client credentials (RFC 6749, 4.4). A token carries its own end, scopes and signature,
 * so that a restart does not invalidate it, as it would not at a real provider.
 */
final class AccessTokens {
  private static final long SECONDS = 300;
  private static final List<String> SCOPES = List.of("cases", "payments");

  private final String clientId;
  private final String clientSecret;
  private final Hmac hmac;

  AccessTokens(String clientId, String clientSecret) {
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.hmac = new Hmac(clientSecret.getBytes(UTF_8));
  }

  /** Issues a token; the client names itself by Basic or in the form, both are usual. */
  Answer issue(String authorization, Map<String, String> form) {
    if (!isClient(authorization, form)) {
      return Answer.error(401, "invalid_client");
    }
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return Answer.error(400, "unsupported_grant_type");
    }
    String scope = form.getOrDefault("scope", String.join(" ", SCOPES));
    if (!SCOPES.containsAll(List.of(scope.split(" ")))) {
      return Answer.error(400, "invalid_scope");
    }
    String claims = (Instant.now().getEpochSecond() + SECONDS) + " " + scope;
    String token = encode(claims.getBytes(UTF_8)) + "." + encode(hmac.of(claims));
    return Answer.json(
            200,
            JsonText.object()
                .add("access_token", token)
                .add("token_type", "Bearer")
                .add("expires_in", SECONDS)
                .add("scope", scope)
                .build())
        .with("Cache-Control", "no-store");
  }

  /** Refuses a call whose token is none of ours, is over, or was not issued for this scope. */
  void check(String authorization, String scope) {
    List<String> claims = claims(authorization);
    if (claims.isEmpty() || Long.parseLong(claims.get(0)) <= Instant.now().getEpochSecond()) {
      throw new Refusal(401, "no valid access token");
    }
    if (SCOPES.contains(scope) && !claims.contains(scope)) {
      throw new Refusal(403, "the access token was not issued for " + scope);
    }
  }

  private boolean isClient(String authorization, Map<String, String> form) {
    String basic =
        "Basic "
            + Base64.getEncoder().encodeToString((clientId + ":" + clientSecret).getBytes(UTF_8));
    return basic.equals(authorization)
        || clientId.equals(form.get("client_id")) && clientSecret.equals(form.get("client_secret"));
  }

  private List<String> claims(String authorization) {
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      return List.of();
    }
    String[] parts = authorization.substring("Bearer ".length()).split("\\.");
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
      return parts.length == 2 && parts[1].equals(encode(hmac.of(claims)))
          ? List.of(claims.split(" "))
          : List.of();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
