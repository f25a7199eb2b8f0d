package org.guichet.integration.inbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.guichet.delivery.Secrets;
import org.guichet.inbox.Hook;
import org.guichet.inbox.Hooks;
import org.guichet.inbox.Inbox;
import org.guichet.inbox.WakeUps;
import org.guichet.integration.shared.Problem;
import org.guichet.integration.shared.StorableText;
import org.guichet.shared.Jq;
import org.guichet.shared.JqFailed;
import org.guichet.shared.JsonText;

/**
 * The door for what company systems tell us. A genuine message is stored before it is answered;
 * what it means is found out later. Of a wake-up only the record's number is kept.
 */
@Path("hooks/{connector}")
@RequestScoped
public class HookResource {
  private static final int MOST_BYTES = 256 * 1024;

  @Inject Doorkeeper doorkeeper;
  @Inject Hooks hooks;
  @Inject Secrets secrets;
  @Inject Inbox inbox;
  @Inject WakeUps wakeUps;

  @POST
  public Response receive(
      @PathParam("connector") String key,
      @Context HttpHeaders headers,
      @Context HttpServletRequest request,
      InputStream content)
      throws IOException {
    Duration wait = doorkeeper.refusal(key, request.getRemoteAddr());
    if (wait != null) {
      return Response.fromResponse(Problem.of(429, null))
          .header(HttpHeaders.RETRY_AFTER, wait.toSeconds() + 1)
          .build();
    }
    Optional<Hook> hook = hooks.find(key);
    if (hook.isEmpty()) {
      return Problem.of(404, null);
    }
    byte[] body = content.readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return refuse(hook.get(), 413, "too large");
    }
    return receive(hook.get(), new Push(headers::getHeaderString, body));
  }

  private Response receive(Hook hook, Push push) {
    String secret = hook.secret() == null ? null : secrets.get(hook.secret());
    String refusal = push.refusal(hook, secret, Instant.now());
    if (refusal != null) {
      return refuse(hook, 401, refusal);
    }
    Optional<String> text = text(push.body());
    if (text.isEmpty()) {
      return refuse(hook, 400, "not text");
    }
    if (hook.wakeUp() == null) {
      keep(hook, push, text.get());
    } else {
      wakeUp(hook, text.get());
    }
    return Response.accepted().build();
  }

  /** A repeat is as welcome as the first: its sender has not heard our answer. */
  private void keep(Hook hook, Push push, String text) {
    String id = push.id(hook);
    if (id == null) {
      inbox.receiveUnnumbered(hook.connectorId(), text);
    } else {
      inbox.receive(hook.connectorId(), id, push.proof(hook), text);
    }
  }

  /** What names no record is counted and accepted: its sender could do nothing about it. */
  private void wakeUp(Hook hook, String text) {
    try {
      String named = Jq.of(hook.wakeUp()).apply(text, Map.of());
      if (named == null) {
        return; // left out on purpose
      }
      String externalId = Values.text(JsonText.object(named), "externalId");
      if (StorableText.fits(externalId, StorableText.MOST_WORD)) {
        ask(hook, externalId);
        return;
      }
    } catch (JqFailed | JsonException | Translation.NotUnderstood e) {
      // counted below
    }
    inbox.refuse(hook.connector(), "wake-up not understood");
  }

  private void ask(Hook hook, String externalId) {
    if (hook.kind() != Hook.Kind.UNSIGNED) {
      wakeUps.ask(hook.connectorId(), externalId);
    } else if (!wakeUps.askInDoubt(hook.connectorId(), externalId)) {
      inbox.refuse(hook.connector(), "too many unknown records");
    }
  }

  /** Leaves a record without the body, which anybody may have written. */
  private Response refuse(Hook hook, int status, String reason) {
    inbox.refuse(hook.connector(), reason);
    return Problem.of(status, null);
  }

  /** Empty when the bytes are no UTF-8, or hold a zero that the database cannot keep. */
  private static Optional<String> text(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
