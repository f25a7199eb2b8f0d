package org.guichet.portal.queue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.Statuses;
import org.guichet.portal.shared.Words;
import org.guichet.queue.BulkChange;
import org.guichet.queue.BulkChanges;
import org.guichet.queue.BulkChanges.Failure;
import org.guichet.request.RequestStatus;

/** Changes of many requests: the last ones of the viewer, or one with its report. */
@Named
@RequestScoped
public class BulkPage {
  /** Failures of a report; who has more tries them again or narrows. */
  private static final int MOST_FAILURES = 500;

  private static final int MOST = 20;

  @Inject HttpServletRequest request;
  @Inject BulkChanges changes;
  @Inject CurrentViewer viewer;
  @Inject Statuses statuses;
  @Inject Words words;

  private BulkChange one;
  private boolean looked;

  /**
   * Finds what the address names.
   *
   * @throws NotVisible when that is none of the viewer's
   */
  public void load() {
    if (!viewer.get().isStaff()) {
      throw new NotAllowed("see bulk changes");
    }
    String id = request.getParameter("id");
    if (id != null) {
      one = find(id);
    }
  }

  private BulkChange find(String id) {
    try {
      return changes
          .find(viewer.get(), UUID.fromString(id))
          .orElseThrow(() -> new NotVisible("bulk", id));
    } catch (IllegalArgumentException noKey) {
      throw new NotVisible("bulk", id);
    }
  }

  /** The one of the address; null when it names none. */
  public BulkChange getOne() {
    return one;
  }

  public List<BulkChange> getAll() {
    return changes.of(viewer.get(), MOST);
  }

  public List<Failure> getFailures() {
    return changes.failures(viewer.get(), one.id(), MOST_FAILURES);
  }

  /**
   * On the queue's page: what goes on, or what was asked for just now; null when there is nothing
   * to say.
   */
  public BulkChange getCurrent() {
    if (!looked) {
      looked = true;
      String asked = request.getParameter("bulk");
      one =
          changes.of(viewer.get(), 1).stream()
              .filter(last -> last.isRunning() || last.id().toString().equals(asked))
              .findFirst()
              .orElse(null);
    }
    return one;
  }

  /** What is done, in words: Status: Solved. */
  public String what(BulkChange change) {
    String value =
        switch (change.verb()) {
          case ASSIGN -> change.value().isEmpty() ? words.of("desk.nobody") : change.label();
          case STATUS -> statuses.word(RequestStatus.valueOf(change.value()), "staff");
          case PRIORITY -> words.of("priority." + change.value());
          case TAG, UNTAG -> change.value();
          case MACRO -> change.label();
        };
    return words.of("bulk.what." + change.verb(), value);
  }

  /** How far it is, in words. */
  public String state(BulkChange change) {
    if (change.isRunning()) {
      return words.of("bulk.running", change.tried(), change.total());
    }
    String end = words.of("bulk.done", change.done(), change.total());
    return change.cancelled() ? words.of("bulk.cancelled", end, change.left()) : end;
  }
}
