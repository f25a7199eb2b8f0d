package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

/** Gives requests the numbers that customers quote, such as R-2026-000123. */
@ApplicationScoped
public class RequestNumbers {
  private Jdbi jdbi;

  protected RequestNumbers() {}

  @Inject
  public RequestNumbers(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Numbers that a failed submission took are missing: nobody waits for the commit of another. */
  public String next(Instant now) {
    int year = now.atOffset(ZoneOffset.UTC).getYear();
    long next =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select next_request_number(:year)")
                    .bind("year", year)
                    .mapTo(Long.class)
                    .one());
    return String.format("R-%d-%06d", year, next);
  }
}
