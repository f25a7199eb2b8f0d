package org.guichet.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.request.RequestSteps;
import org.guichet.request.ServiceRequest;

/** Finds and locks the requests that staff work on. */
@ApplicationScoped
public class DeskLock {
  private RequestSteps steps;

  protected DeskLock() {}

  @Inject
  public DeskLock(RequestSteps steps) {
    this.steps = steps;
  }

  /** Two requests, both locked. */
  record Pair(ServiceRequest first, ServiceRequest second) {}

  /**
   * The request with its row locked.
   *
   * @throws NotAllowed for all but staff
   * @throws NotVisible when the viewer does not see it at the desk
   */
  ServiceRequest one(Viewer viewer, String number) {
    return steps.lock(desk(viewer), number);
  }

  /**
   * Both with their rows locked, always in the same order: two people who link them the other way
   * round do not wait for each other for ever.
   *
   * @throws NotAllowed for all but staff
   * @throws NotVisible when the viewer does not see both at the desk
   * @throws IllegalArgumentException when they are the same
   */
  Pair both(Viewer viewer, String first, String second) {
    UUID one = key(viewer, first);
    UUID other = key(viewer, second);
    if (one.equals(other)) {
      throw new IllegalArgumentException("a request does not belong to itself");
    }
    if (one.compareTo(other) < 0) {
      ServiceRequest locked = one(viewer, first);
      return new Pair(locked, one(viewer, second));
    }
    ServiceRequest locked = one(viewer, second);
    return new Pair(one(viewer, first), locked);
  }

  private UUID key(Viewer viewer, String number) {
    return steps.find(desk(viewer), number).orElseThrow(() -> new NotVisible("request", number));
  }

  private static Visibility desk(Viewer viewer) {
    if (!viewer.isStaff()) {
      throw new NotAllowed("work on requests");
    }
    return Visibility.atDesk(viewer);
  }
}
