package org.guichet.integration.shared;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns whatever ends a call into a problem; the cause of our own faults goes to the log only. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException refused) {
      return Problem.of(refused.getResponse().getStatus(), null);
    }
    LOG.log(Level.ERROR, "A call of the API failed", failure);
    return Problem.of(500, null);
  }
}
