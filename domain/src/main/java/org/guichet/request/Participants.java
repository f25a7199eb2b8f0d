package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.notification.TellPeople;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Colleagues who follow a request: people of its organization, whom its owner lets see it and reply
 * to it. {@link Visibility} asks for them; who leaves the organization sees nothing any more.
 */
@ApplicationScoped
public class Participants {
  /** Colleagues that a page offers; more need a search. */
  private static final int MOST_OFFERED = 200;

  private RequestSteps steps;
  private TellPeople tellPeople;
  private Jdbi jdbi;

  protected Participants() {}

  @Inject
  public Participants(RequestSteps steps, TellPeople tellPeople, Jdbi jdbi) {
    this.steps = steps;
    this.tellPeople = tellPeople;
    this.jdbi = jdbi;
  }

  /** A colleague. */
  public record Colleague(UUID id, String name) implements Serializable {}

  /** Colleagues who could follow the viewer's own request and do not yet, by name. */
  public List<Colleague> candidates(Viewer viewer, String number) {
    Visibility owner = Visibility.asOwner(viewer);
    return jdbi.withHandle(
        handle ->
            owner
                .bind(
                    handle
                        .createQuery(
                            "select p.id, p.name from service_request r"
                                + " join membership m on m.organization_id = r.organization_id"
                                + " join person p on p.id = m.person_id where r.number = :number and "
                                + owner.of("r")
                                + " and p.id <> r.requester_id and not exists (select 1 from participant f"
                                + " where f.request_id = r.id and f.person_id = p.id) order by p.name limit :most")
                        .bind("number", number)
                        .bind("most", MOST_OFFERED))
                .map(ConstructorMapper.of(Colleague.class))
                .list());
  }

  /**
   * Lets a colleague follow the viewer's own request.
   *
   * @throws NotVisible when it is not his, or the person does not belong to its organization
   */
  @Transactional
  public void add(Viewer viewer, String number, UUID person) {
    ServiceRequest request = steps.lock(Visibility.asOwner(viewer), number);
    int added =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "insert into participant (request_id, person_id, added_by, added_at)"
                            + " select r.id, m.person_id, :viewer, :now from service_request r"
                            + " join membership m on m.organization_id = r.organization_id"
                            + " where r.id = :request and m.person_id = :person and m.person_id <> r.requester_id"
                            + " on conflict do nothing")
                    .bind("request", request.id())
                    .bind("person", person)
                    .bind("viewer", viewer.personId())
                    .bind("now", Instant.now())
                    .execute());
    if (added == 1) {
      Activity entry =
          tell(viewer, request, person, ActivityKind.FOLLOWER_ADDED, "request.follower_added");
      tellPeople.tellFollower(entry, person);
    } else if (!follows(request.id(), person)) {
      throw new NotVisible("person", person.toString());
    }
  }

  /** Ends that a person follows the request: by its owner, or by himself. */
  @Transactional
  public void remove(Viewer viewer, String number, UUID person) {
    boolean himself = viewer.personId().equals(person);
    ServiceRequest request =
        steps.lock(himself ? Visibility.of(viewer) : Visibility.asOwner(viewer), number);
    int removed =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "delete from participant where request_id = :request and person_id = :person")
                    .bind("request", request.id())
                    .bind("person", person)
                    .execute());
    if (removed == 1) {
      tell(viewer, request, person, ActivityKind.FOLLOWER_REMOVED, "request.follower_removed");
      tellPeople.forget(request.id(), person);
    }
  }

  private boolean follows(UUID request, UUID person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from participant"
                        + " where request_id = :request and person_id = :person)")
                .bind("request", request)
                .bind("person", person)
                .mapTo(Boolean.class)
                .one());
  }

  private Activity tell(
      Viewer viewer, ServiceRequest request, UUID person, ActivityKind kind, String action) {
    Optional<String> name =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select name from person where id = :person")
                    .bind("person", person)
                    .mapTo(String.class)
                    .findOne());
    Activity entry =
        Activity.by(viewer.personId(), request.id(), kind, Map.of("name", name.orElse("")));
    steps.write(viewer, request, entry, action);
    return entry;
  }
}
