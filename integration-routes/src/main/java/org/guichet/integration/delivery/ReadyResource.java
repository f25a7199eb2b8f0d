package org.guichet.integration.delivery;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.guichet.integration.shared.Problem;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Tells a probe whether deliveries flow here: open to everybody, and it says nothing else. */
@Path("health/ready")
@RequestScoped
public class ReadyResource {
  @Inject Dispatcher dispatcher;
  @Inject Jdbi jdbi;

  @GET
  public Response ready() {
    return dispatcher.isReady() && databaseAnswers()
        ? Response.ok().build()
        : Problem.of(503, null);
  }

  private boolean databaseAnswers() {
    try {
      return jdbi.withHandle(handle -> handle.createQuery("select 1").mapTo(Integer.class).one())
          == 1;
    } catch (JdbiException e) {
      return false;
    }
  }
}
