package org.guichet.portal.stage;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.RequestPage;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.guichet.stage.RequestStages;
import org.guichet.stage.Stage;

/** The stages of the request whose page is open, read once for each time it is drawn. */
@Named
@RequestScoped
public class StageProgress {
  @Inject RequestStages stages;
  @Inject RequestPage page;
  @Inject CurrentViewer viewer;

  private RequestView read;
  private List<Stage> all = List.of();

  /** None when the service asked for none. */
  public List<Stage> getAll() {
    if (read != page.getView()) { // what happened on the page may have ended one
      read = page.getView();
      boolean any = // the first one is opened when the request is sent
          read.timeline().stream()
              .anyMatch(entry -> entry.activityKind() == ActivityKind.STAGE_OPENED);
      all = any ? stages.of(viewer.get(), read.id()) : List.of();
    }
    return all;
  }

  /** The one that waits for its end; null when none does. */
  public Stage getOpen() {
    return page.getView().status() == RequestStatus.CANCELLED
        ? null
        : getAll().stream().filter(Stage::isOpen).findFirst().orElse(null);
  }

  /** Whether no system hears of the request, because nobody has agreed yet or somebody declined. */
  public boolean isWithheld() {
    return getAll().stream().anyMatch(stage -> stage.isApproval() && !stage.isDone());
  }

  /** Whether the open one waits for the reader. */
  public boolean isMine() {
    return getOpen() != null && getOpen().mine();
  }

  /** How the request was declined, as the timeline has it; empty when it was not. */
  public Optional<TimelineEntry> refusal() {
    return page.getView().timeline().stream()
        .filter(entry -> entry.activityKind() == ActivityKind.STAGE_REFUSED)
        .findFirst();
  }
}
