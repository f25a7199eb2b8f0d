package org.guichet.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.notification.TellPeople;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestSteps;
import org.guichet.request.ServiceRequest;
import org.guichet.request.StageInTheWay;
import org.guichet.work.NotMergeable.Why;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Lets a request go on in another one. It is closed with a pointer, and what was said in it stays
 * readable; who asked for it and who follows it are told, and follow the other.
 */
@ApplicationScoped
public class MergeRequests {
  private RequestSteps steps;
  private DeskLock desk;
  private RequestLinks links;
  private TellPeople tellPeople;
  private Jdbi jdbi;

  protected MergeRequests() {}

  @Inject
  public MergeRequests(
      RequestSteps steps, DeskLock desk, RequestLinks links, TellPeople tellPeople, Jdbi jdbi) {
    this.steps = steps;
    this.desk = desk;
    this.links = links;
    this.tellPeople = tellPeople;
    this.jdbi = jdbi;
  }

  /** Somebody who follows the other request from now on. */
  public record Follower(UUID id, String name) {}

  /**
   * Merges one request into another.
   *
   * @param number of the one that ends
   * @param into number of the one that goes on
   * @throws NotMergeable when they cannot be made one
   * @throws StageInTheWay while somebody has yet to agree to the one that ends
   * @throws IllegalArgumentException when they are the same
   * @throws NotAllowed for all but staff
   * @throws NotVisible when the viewer does not see both at the desk
   */
  @Transactional
  public void merge(Viewer viewer, String number, String into) {
    DeskLock.Pair pair = desk.both(viewer, number, into);
    ServiceRequest ends = pair.first();
    ServiceRequest goesOn = pair.second();
    requireMergeable(viewer, ends, goesOn);
    steps.requireAgreed(ends);
    links.insert(viewer, ends, goesOn, LinkKind.MERGED);
    RequestStatus from = ends.status();
    ends.closeForAnother(Instant.now());
    steps.tellStatus(viewer, ends, from);
    follow(viewer, ends, goesOn);
    point(viewer, ends, goesOn);
    steps.write(
        viewer,
        goesOn,
        Activity.by(
                viewer.personId(),
                goesOn.id(),
                ActivityKind.MERGED_HERE,
                Map.of("number", ends.number()))
            .forStaff(),
        "request.merged_here");
  }

  private static void requireMergeable(Viewer viewer, ServiceRequest ends, ServiceRequest goesOn) {
    if (!ends.isOfSameSideAs(goesOn) && !viewer.is(Role.SUPERVISOR)) {
      throw new NotMergeable(Why.OTHER_ORGANIZATION);
    }
    if (!goesOn.status().isOpen() && goesOn.status() != RequestStatus.SOLVED) {
      throw new NotMergeable(Why.OTHER_CLOSED);
    }
    if (!ends.status().isOpen() && ends.status() != RequestStatus.SOLVED) {
      throw new NotMergeable(Why.CLOSED);
    }
  }

  /** The pointer names the other request only when every customer of this one sees that one. */
  private void point(Viewer viewer, ServiceRequest ends, ServiceRequest goesOn) {
    Map<String, String> details =
        isSeenByAllOf(ends, goesOn) ? Map.of("into", goesOn.number()) : Map.of();
    steps.settle(
        viewer,
        ends,
        Activity.by(viewer.personId(), ends.id(), ActivityKind.MERGED, details),
        "request.merged",
        RequestLinks.said(LinkKind.MERGED, goesOn));
  }

  private boolean isSeenByAllOf(ServiceRequest ends, ServiceRequest goesOn) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select e.organization_id is not distinct from g.organization_id and not exists (("
                        + Visibility.customersOf("e")
                        + ") except ("
                        + Visibility.customersOf("g")
                        + ")) from service_request e, service_request g where e.id = :ends and g.id = :goesOn")
                .bind("ends", ends.id())
                .bind("goesOn", goesOn.id())
                .mapTo(Boolean.class)
                .one());
  }

  /** Only people of the other's organization can follow it: the visibility rule says so. */
  private void follow(Viewer viewer, ServiceRequest ends, ServiceRequest goesOn) {
    for (Follower follower : followers(viewer, ends, goesOn)) {
      Activity entry =
          Activity.by(
              viewer.personId(),
              goesOn.id(),
              ActivityKind.FOLLOWER_ADDED,
              Map.of("name", follower.name()));
      steps.write(viewer, goesOn, entry, "request.follower_added");
      tellPeople.tellFollower(entry, follower.id());
    }
  }

  private List<Follower> followers(Viewer viewer, ServiceRequest ends, ServiceRequest goesOn) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with added as (insert into participant (request_id, person_id, added_by, added_at)
                      select g.id, m.person_id, :viewer, :now from service_request g
                      join membership m on m.organization_id = g.organization_id
                      where g.id = :goesOn and m.person_id <> g.requester_id and m.person_id in (
                        select e.requester_id from service_request e where e.id = :ends
                        union select f.person_id from participant f where f.request_id = :ends)
                      on conflict do nothing returning person_id)
                    select p.id, p.name from added a join person p on p.id = a.person_id order by p.name, p.id
                    """)
                .bind("viewer", viewer.personId())
                .bind("now", Instant.now())
                .bind("goesOn", goesOn.id())
                .bind("ends", ends.id())
                .map(ConstructorMapper.of(Follower.class))
                .list());
  }
}
