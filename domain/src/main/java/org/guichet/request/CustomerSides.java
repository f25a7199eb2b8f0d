package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.request.Participants.Colleague;
import org.guichet.shared.Settings;
import org.jdbi.v3.core.Jdbi;

/** Reads the customer's side of a request, in one query. */
@ApplicationScoped
public class CustomerSides {
  private Jdbi jdbi;
  private Settings settings;

  protected CustomerSides() {}

  @Inject
  public CustomerSides(Jdbi jdbi, Settings settings) {
    this.jdbi = jdbi;
    this.settings = settings;
  }

  /** The customer's side of a request that the caller has found visible. */
  public CustomerSide of(Viewer viewer, UUID request) {
    Visibility owner = Visibility.asOwner(viewer);
    return jdbi.withHandle(
        handle ->
            owner
                .bind(
                    handle
                        .createQuery(
                            "select r.status, coalesce(r.settled_at, r.updated_at) as settled, "
                                + owner.of("r")
                                + " as own, g.stars, g.comment, g.rated_at, f.ids, f.names"
                                + " from service_request r left join rating g on g.request_id = r.id"
                                + " cross join lateral (select array_agg(p.id order by p.name, p.id) as ids,"
                                + " array_agg(p.name order by p.name, p.id) as names from participant f"
                                + " join person p on p.id = f.person_id where f.request_id = r.id) f"
                                + " where r.id = :request")
                        .bind("request", request))
                .map((row, context) -> side(row))
                .one());
  }

  private CustomerSide side(ResultSet row) throws SQLException {
    RequestStatus status = RequestStatus.valueOf(row.getString("status"));
    boolean settled = status == RequestStatus.SOLVED || status == RequestStatus.CLOSED;
    Instant since = row.getTimestamp("settled").toInstant();
    Rating rating = rating(row);
    boolean own = row.getBoolean("own");
    return new CustomerSide(
        own,
        settled ? since.plus(settings.reopenWithin()) : null,
        rating,
        own && settled && (rating == null || isYoung(rating)),
        followers(row));
  }

  private boolean isYoung(Rating rating) {
    return Instant.now().isBefore(rating.ratedAt().plus(settings.rateAnewWithin()));
  }

  private static Rating rating(ResultSet row) throws SQLException {
    Timestamp ratedAt = row.getTimestamp("rated_at");
    return ratedAt == null
        ? null
        : new Rating(row.getInt("stars"), row.getString("comment"), ratedAt.toInstant());
  }

  private static List<Colleague> followers(ResultSet row) throws SQLException {
    if (row.getArray("ids") == null) {
      return List.of();
    }
    UUID[] ids = (UUID[]) row.getArray("ids").getArray();
    String[] names = (String[]) row.getArray("names").getArray();
    return IntStream.range(0, ids.length).mapToObj(i -> new Colleague(ids[i], names[i])).toList();
  }
}
