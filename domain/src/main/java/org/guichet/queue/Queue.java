package org.guichet.queue;

import java.util.Arrays;
import java.util.Locale;
import org.guichet.access.Viewer;
import org.guichet.request.RequestStatus;

/**
 * A part of the desk's work that has a name and a count. Each says twice what it holds: to the
 * database for its list, and of a share of the snapshot for its count.
 */
public enum Queue {
  /** Given to the viewer. */
  MINE {
    @Override
    String condition(Viewer viewer) {
      return " and r.assignee_id = :viewer";
    }

    @Override
    boolean holds(QueueCounts.Share share, Viewer viewer) {
      return viewer.personId().equals(share.assignee());
    }
  },
  /** Given to nobody. */
  UNASSIGNED {
    @Override
    String condition(Viewer viewer) {
      return " and r.assignee_id is null";
    }

    @Override
    boolean holds(QueueCounts.Share share, Viewer viewer) {
      return share.assignee() == null;
    }
  },
  /** Come to a team of the viewer. */
  TEAM {
    @Override
    String condition(Viewer viewer) {
      return viewer.teams().isEmpty() ? " and false" : " and r.team_id in (<teams>)";
    }

    @Override
    boolean holds(QueueCounts.Share share, Viewer viewer) {
      return viewer.teams().contains(share.team());
    }
  },
  /** Promised for a time that is over. */
  OVERDUE {
    @Override
    String condition(Viewer viewer) {
      return " and r.due_at < now()";
    }

    @Override
    boolean holds(QueueCounts.Share share, Viewer viewer) {
      return share.overdue();
    }
  },
  /** The customer has to answer. */
  WAITING {
    @Override
    String condition(Viewer viewer) {
      return " and r.status = 'WAITING_FOR_CUSTOMER'";
    }

    @Override
    boolean holds(QueueCounts.Share share, Viewer viewer) {
      return share.status() == RequestStatus.WAITING_FOR_CUSTOMER;
    }
  },
  /** Everything that the viewer sees at the desk. */
  ALL {
    @Override
    String condition(Viewer viewer) {
      return "";
    }

    @Override
    boolean holds(QueueCounts.Share share, Viewer viewer) {
      return true;
    }
  };

  /** What a row of {@code service_request r} must be beside visible, with its "and". */
  abstract String condition(Viewer viewer);

  /** Whether requests of that share, which the viewer sees, are in it. */
  abstract boolean holds(QueueCounts.Share share, Viewer viewer);

  /** Its name in addresses. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The queue of that name; all when there is none. */
  public static Queue of(String key) {
    return Arrays.stream(values()).filter(queue -> queue.key().equals(key)).findFirst().orElse(ALL);
  }
}
