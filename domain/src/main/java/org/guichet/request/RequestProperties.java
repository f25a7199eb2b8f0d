package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;

/**
 * Changes of one property of a request. Each is compared with what its viewer saw of that property
 * alone: what others did to the rest meanwhile stays, and is in nobody's way.
 */
@ApplicationScoped
public class RequestProperties {
  private RequestSteps steps;
  private RequestDesk desk;

  protected RequestProperties() {}

  @Inject
  public RequestProperties(RequestSteps steps, RequestDesk desk) {
    this.steps = steps;
    this.desk = desk;
  }

  /**
   * Sets it, unless somebody else was first. Nothing happens when it is so already.
   *
   * @param seen the value that the viewer saw when he decided
   * @throws PropertyConflict when it is neither that any more, nor what is wanted
   * @throws IllegalTransition when there is no such step of the status
   * @throws NotInTeam when it cannot be that person's
   */
  @Transactional
  public void set(Viewer viewer, String number, Property property, String seen, String wanted) {
    ServiceRequest request = lock(viewer, number);
    String now = property.of(request);
    if (!now.equals(wanted) && !now.equals(seen)) {
      throw new PropertyConflict(number, property);
    }
    set(viewer, request, property, wanted);
  }

  /**
   * The same, whatever it was: for who has compared the whole request, see {@link #begin}.
   *
   * @throws IllegalTransition when there is no such step of the status
   * @throws NotInTeam when it cannot be that person's
   */
  @Transactional
  public void set(Viewer viewer, String number, Property property, String wanted) {
    set(viewer, lock(viewer, number), property, wanted);
  }

  /**
   * Begins several changes that a macro makes, in the transaction of all: locks the request, and
   * writes down that it was the macro. Its version changes even if the macro only adds a note or
   * tags: two who choose a macro upon the same sight must not both have it.
   *
   * @param seen the version of the request that the viewer saw when he decided
   * @throws ChangedMeanwhile when it is not that version any more
   */
  @Transactional
  public void begin(Viewer viewer, String number, long seen, String macro) {
    ServiceRequest request = lock(viewer, number);
    if (request.version() != seen) {
      throw new ChangedMeanwhile(number);
    }
    steps.outdate(request);
    Map<String, String> details = Map.of("macro", macro);
    steps.write(
        viewer,
        request,
        Activity.by(viewer.personId(), request.id(), ActivityKind.MACRO_APPLIED, details)
            .forStaff(),
        "macro.applied",
        Json.createObjectBuilder().add("macro", macro).build());
  }

  private ServiceRequest lock(Viewer viewer, String number) {
    if (!viewer.isStaff()) {
      throw new NotAllowed("change a request");
    }
    return steps.lock(Visibility.atDesk(viewer), number);
  }

  private void set(Viewer viewer, ServiceRequest request, Property property, String wanted) {
    if (property.of(request).equals(wanted)) {
      return;
    }
    switch (property) {
      case STATUS -> steps.step(viewer, request, RequestStatus.valueOf(wanted));
      case PRIORITY -> desk.prioritize(viewer, request, Priority.valueOf(wanted));
      case ASSIGNEE ->
          desk.give(viewer, request, wanted.isEmpty() ? null : UUID.fromString(wanted));
      case TEAM -> hand(viewer, request, UUID.fromString(wanted));
    }
  }

  private void hand(Viewer viewer, ServiceRequest request, UUID team) {
    String name =
        steps.teamName(team).orElseThrow(() -> new IllegalArgumentException("no such team"));
    if (request.handTo(team, Instant.now())) {
      steps.settle(
          viewer,
          request,
          Activity.by(viewer.personId(), request.id(), ActivityKind.HANDED_OVER, Map.of("to", name))
              .forStaff(),
          "request.assigned");
    }
  }
}
