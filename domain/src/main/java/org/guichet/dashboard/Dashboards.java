package org.guichet.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts the figures: six statements, whatever the period. They are remembered for a short time by
 * what was asked and what the viewer may see, so that a screen on the wall costs nothing.
 */
@ApplicationScoped
public class Dashboards {
  /** How old figures may be. */
  public static final Duration KEPT = Duration.ofSeconds(30);

  private static final int MOST_KEPT = 100;

  private final Map<Asked, Dashboard> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Dashboard> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private Jdbi jdbi;

  protected Dashboards() {}

  @Inject
  public Dashboards(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All that the figures depend on: supervisors see the same, agents of the same teams do not. */
  private record Asked(DashboardFilter filter, UUID agent, Set<UUID> teams) {
    static Asked by(Viewer viewer, DashboardFilter filter) {
      return viewer.is(Role.SUPERVISOR)
          ? new Asked(filter, null, Set.of())
          : new Asked(filter, viewer.personId(), Set.copyOf(viewer.teams()));
    }
  }

  /**
   * The figures of what the viewer sees at the desk, at most {@link #KEPT} old.
   *
   * @throws NotAllowed when he has no desk
   */
  public Dashboard of(Viewer viewer, DashboardFilter filter) {
    if (!viewer.isStaff()) {
      throw new NotAllowed("see the dashboard");
    }
    Asked asked = Asked.by(viewer, filter);
    synchronized (remembered) {
      Dashboard known = remembered.get(asked);
      if (known != null && known.at().isAfter(Instant.now().minus(KEPT))) {
        return known;
      }
    }
    Dashboard counted = jdbi.withHandle(handle -> count(handle, viewer, filter));
    synchronized (remembered) {
      remembered.remove(asked); // the eldest goes first
      remembered.put(asked, counted);
    }
    return counted;
  }

  /** Counts anew, whatever is remembered. */
  public static Dashboard count(Handle handle, Viewer viewer, DashboardFilter filter) {
    Scope scope = new Scope(viewer, filter);
    Instant now = Instant.now();
    VolumeFigures volume = VolumeFigures.read(handle, scope);
    PaceFigures pace = PaceFigures.read(handle, scope);
    return new Dashboard(
        now,
        volume.parts(),
        volume.before(),
        ServiceFigures.read(handle, scope),
        pace.answers(),
        pace.solutions(),
        BacklogFigures.read(handle, scope),
        PromiseFigures.read(handle, scope),
        DeliveryFigures.read(handle, scope));
  }
}
