package org.guichet.integration.shared;

import jakarta.json.Json;
import jakarta.ws.rs.core.Response;

/** An error as machines read it (RFC 9457); never HTML, never a word about our insides. */
public final class Problem {
  private static final String MEDIA_TYPE = "application/problem+json";

  private Problem() {}

  /**
   * @param detail one sentence for the caller; null when the title says it
   */
  public static Response of(int status, String detail) {
    Response.StatusType known = Response.Status.fromStatusCode(status);
    var problem =
        Json.createObjectBuilder()
            .add("type", "about:blank")
            .add("title", known == null ? "Error" : known.getReasonPhrase())
            .add("status", status);
    if (detail != null) {
      problem.add("detail", detail);
    }
    return Response.status(status).type(MEDIA_TYPE).entity(problem.build().toString()).build();
  }
}
