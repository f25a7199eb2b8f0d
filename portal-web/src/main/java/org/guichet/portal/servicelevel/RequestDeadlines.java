package org.guichet.portal.servicelevel;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.guichet.portal.request.RequestPage;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestView;
import org.guichet.servicelevel.Deadline;
import org.guichet.servicelevel.Deadlines;

/** The deadlines of the request whose page is open, read once for each time it is drawn. */
@Named
@RequestScoped
public class RequestDeadlines {
  @Inject Deadlines deadlines;
  @Inject RequestPage page;
  @Inject DeadlineWords deadlineWords;
  @Inject Words words;

  private RequestView read;
  private List<Deadline> all = List.of();

  /** None when nothing is promised. */
  public List<Deadline> getAll() {
    if (read != page.getView()) { // what happened on the page may have moved them
      read = page.getView();
      all = deadlines.of(read.id());
    }
    return all;
  }

  /** The one that is due first; null when nothing is due. */
  public Deadline getNext() {
    return getAll().stream()
        .filter(one -> one.isOpen() && !one.isPaused())
        .min(Comparator.comparing(Deadline::dueAt))
        .orElse(null);
  }

  /** What the customer is told to expect; empty when there is nothing to promise. */
  public String getPromise() {
    return Optional.ofNullable(getNext()).map(this::promise).orElse("");
  }

  private String promise(Deadline next) {
    return next.isMissed(Instant.now())
        ? words.of("promise.late")
        : words.of("promise." + next.target(), deadlineWords.when(next.dueAt()));
  }
}
