package org.guichet.portal.decision;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.guichet.access.NotVisible;
import org.guichet.decision.AlreadyDecided;
import org.guichet.decision.Asked;
import org.guichet.decision.Decide;
import org.guichet.decision.Decision;
import org.guichet.decision.Decisions;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;

/** What waits for the reader, or one of it with what he needs to decide. */
@Named
@ViewScoped
public class DecisionsPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PAGE = 50;

  @Inject Decisions decisions;
  @Inject Decide decide;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String number = "";
  private long after;
  private String done = "";
  private List<Decision> rows = List.of();
  private Asked asked;
  private String comment = "";
  private String error = "";
  private String notice = "";

  /** Reads one decision, when its number is in the address, or all that wait. */
  public void load() {
    asked = isOne() ? decisions.find(viewer.get(), number).orElse(null) : null;
    rows = asked == null ? decisions.list(viewer.get(), after, PAGE) : List.of();
    if (isOne() && asked == null && done.isEmpty()) {
      notice = words.of("decisions.gone", number);
    }
  }

  private boolean isOne() {
    return number != null && !number.isEmpty();
  }

  /** Says yes. */
  public String approve() {
    return act("yes", () -> decide.approve(viewer.get(), asked.decision().stage(), comment));
  }

  /** Says no, with a reason. */
  public String refuse() {
    if (comment.isBlank()) {
      error = words.of("decisions.reason.missing");
      return null;
    }
    return act("no", () -> decide.refuse(viewer.get(), asked.decision().stage(), comment));
  }

  private String act(String done, Runnable decision) {
    error = "";
    if (comment.strip().length() > Decide.LONGEST_COMMENT) {
      error = words.of("decisions.comment.long", Decide.LONGEST_COMMENT);
      return null;
    }
    try {
      decision.run();
      return "/decisions.xhtml?faces-redirect=true&number=" + number + "&done=" + done;
    } catch (AlreadyDecided e) {
      notice = late(e);
    } catch (NotVisible notHisAnyMore) {
      notice = words.of("decisions.gone", number);
    }
    asked = null;
    rows = decisions.list(viewer.get(), after, PAGE);
    return null;
  }

  private String late(AlreadyDecided e) {
    if (e.by() == null) {
      return words.of("decisions.gone", number);
    }
    return words.of(e.isRefused() ? "decisions.late.no" : "decisions.late.yes", number, e.by());
  }

  /** What the reader has just done, in words; empty when nothing. */
  public String getDoneText() {
    boolean known = "yes".equals(done) || "no".equals(done);
    return known && isOne() ? words.of("decisions.done." + done, number) : "";
  }

  /** Where the list goes on; empty at its end. */
  public String getOlder() {
    return rows.size() < PAGE ? "" : "/decisions?after=" + rows.get(PAGE - 1).stage();
  }

  public List<Decision> getRows() {
    return rows;
  }

  /** The one to decide about; null when the list is shown. */
  public Asked getAsked() {
    return asked;
  }

  /** What is to mend in the comment; empty when nothing is. */
  public String getError() {
    return error;
  }

  /** Why there is nothing to decide any more; empty when there is. */
  public String getNotice() {
    return notice;
  }

  public String getNumber() {
    return number;
  }

  public void setNumber(String number) {
    this.number = Optional.ofNullable(number).orElse("");
  }

  public long getAfter() {
    return after;
  }

  public void setAfter(long after) {
    this.after = after;
  }

  public String getDone() {
    return done;
  }

  public void setDone(String done) {
    this.done = Optional.ofNullable(done).orElse("");
  }

  public String getComment() {
    return comment;
  }

  public void setComment(String comment) {
    this.comment = Optional.ofNullable(comment).orElse("");
  }
}
