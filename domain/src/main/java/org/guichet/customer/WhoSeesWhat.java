package org.guichet.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.customer.Sight.Seen;
import org.guichet.directory.People;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Says which requests of others a customer sees, by the very rule that lets him see them. */
@ApplicationScoped
public class WhoSeesWhat {
  private static final int MOST = 50;

  private Jdbi jdbi;
  private People people;

  protected WhoSeesWhat() {}

  @Inject
  public WhoSeesWhat(Jdbi jdbi, People people) {
    this.jdbi = jdbi;
    this.people = people;
  }

  /**
   * The fifty that changed last.
   *
   * @throws NotAllowed for all but staff
   */
  public Sight of(Viewer viewer, UUID person) {
    Customers.require(viewer);
    Map<UUID, Boolean> seen = seenBy(people.viewer(person, Set.of(Role.CUSTOMER)));
    boolean more = seen.size() > MOST;
    List<UUID> keys = seen.keySet().stream().limit(MOST).toList();
    List<Seen> known =
        known(viewer, keys).stream()
            .map(request -> new Seen(request, seen.get(request.id())))
            .toList();
    return new Sight(known, keys.size() - known.size(), more);
  }

  /** Keys of what he sees of others, each with whether he follows it. */
  private Map<UUID, Boolean> seenBy(Viewer customer) {
    Visibility his = Visibility.of(customer);
    Map<UUID, Boolean> seen = new LinkedHashMap<>();
    jdbi.useHandle(
        handle ->
            his.bind(
                    handle.createQuery(
                        "select r.id, exists (select 1 from participant f where f.request_id = r.id"
                            + " and f.person_id = :viewer) as follows from service_request r where "
                            + his.of("r")
                            + " and r.requester_id <> :viewer order by r.updated_at desc, r.id desc limit :most"))
                .bind("most", MOST + 1)
                .map(
                    (row, context) ->
                        Map.entry(row.getObject("id", UUID.class), row.getBoolean("follows")))
                .forEach(row -> seen.put(row.getKey(), row.getValue())));
    return seen;
  }

  private List<CustomerRequest> known(Viewer viewer, List<UUID> keys) {
    Visibility visible = Visibility.of(viewer);
    return jdbi.withHandle(
        handle ->
            visible
                .bind(
                    handle.createQuery(
                        "select r.id, r.number, r.subject, r.status, p.name as requester, t.name as team, r.updated_at"
                            + " from service_request r join person p on p.id = r.requester_id"
                            + " join team t on t.id = r.team_id where r.id = any(:keys) and "
                            + visible.of("r")
                            + " order by r.updated_at desc, r.id desc"))
                .bindArray("keys", UUID.class, keys)
                .map(ConstructorMapper.of(CustomerRequest.class))
                .list());
  }
}
