package org.guichet.integration.inbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.Secrets;
import org.guichet.inbox.Inbox;
import org.guichet.integration.shared.Problem;

/**
 * The door for what company systems tell us. A genuine message is stored before it is answered;
 * what it means is found out later.
 */
@Path("hooks/{connector}")
@RequestScoped
public class HookResource {
  private static final int MOST_BYTES = 256 * 1024;

  @Inject Connectors connectors;
  @Inject Secrets secrets;
  @Inject Inbox inbox;

  @POST
  public Response receive(
      @PathParam("connector") String key,
      @HeaderParam("webhook-id") String id,
      @HeaderParam("webhook-timestamp") String timestamp,
      @HeaderParam("webhook-signature") String signatures,
      InputStream content)
      throws IOException {
    Optional<Connector> connector =
        connectors.find(key).filter(known -> known.webhookSecret() != null);
    if (connector.isEmpty()) {
      return Problem.of(404, null);
    }
    byte[] body = content.readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return refuse(connector.get(), 413, "too large");
    }
    StandardWebhook webhook = new StandardWebhook(id, timestamp, signatures, body);
    String refusal = webhook.refusal(secrets.get(connector.get().webhookSecret()), Instant.now());
    if (refusal != null) {
      return refuse(connector.get(), 401, refusal);
    }
    Optional<String> text = text(body);
    if (text.isEmpty()) {
      return refuse(connector.get(), 400, "not text");
    }
    // A repeat is as welcome as the first: its sender has not heard our answer.
    inbox.receive(connector.get().id(), id, text.get());
    return Response.accepted().build();
  }

  /** Leaves a record without the body, which anybody may have written. */
  private Response refuse(Connector connector, int status, String reason) {
    inbox.refuse(connector.key(), reason);
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
