package org.guichet.portal.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.request.Participants;
import org.guichet.request.Participants.Colleague;

/** Who of the customer's organization follows the request, and who could. */
@Named
@RequestScoped
public class Followers {
  @Inject Participants participants;
  @Inject RequestPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private List<Colleague> candidates;
  private String chosen;
  private String error = "";
  private boolean offered;
  private boolean done;

  /** Opens the dialog with today's colleagues. */
  public void offer() {
    offered = true;
  }

  public void add() {
    if (chosen == null || chosen.isBlank()) {
      error = words.of("follow.missing");
      return;
    }
    participants.add(viewer.get(), page.getNumber(), UUID.fromString(chosen));
    done = true;
    page.refresh();
  }

  public void remove(UUID person) {
    participants.remove(viewer.get(), page.getNumber(), person);
    page.refresh();
  }

  /** Whom the owner may add; asked for only when the dialog is used. */
  public List<Colleague> getCandidates() {
    if (candidates == null) {
      candidates = participants.candidates(viewer.get(), page.getNumber());
    }
    return candidates;
  }

  public String getChosen() {
    return chosen;
  }

  public void setChosen(String chosen) {
    this.chosen = chosen;
  }

  public String getError() {
    return error;
  }

  public boolean isOffered() {
    return offered;
  }

  public boolean isDone() {
    return done;
  }
}
