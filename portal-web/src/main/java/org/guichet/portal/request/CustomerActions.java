package org.guichet.portal.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.request.CustomerSteps;
import org.guichet.request.IllegalTransition;
import org.guichet.request.Rating;

/**
 * What the customer decides about his request: take it back, confirm or refuse the solution, rate
 * it. A dialog closes when it is done. When somebody else was first, the page says so; a dialog
 * with something typed into it stays open and says so itself, since the text would be lost with it.
 */
@Named
@RequestScoped
public class CustomerActions {
  @Inject CustomerSteps steps;
  @Inject RequestPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String reason = "";
  private String comment;
  private Integer stars;
  private String error = "";
  private String notice = "";
  private boolean done;

  public void cancel() {
    error = Written.mistake(words, reason, false);
    tryTo(() -> steps.cancel(viewer.get(), page.getNumber(), reason));
  }

  public void reopen() {
    error = Written.mistake(words, reason, true);
    tryTo(() -> steps.reopen(viewer.get(), page.getNumber(), reason));
  }

  public void confirm() {
    tryTo(() -> steps.confirm(viewer.get(), page.getNumber()));
  }

  public void rate() {
    if (stars == null) {
      error = words.of("rate.missing");
    } else if (comment.strip().length() > Rating.LONGEST_COMMENT) {
      error = words.of("field.tooLong", Rating.LONGEST_COMMENT, comment.strip().length());
    } else if (comment.indexOf('\0') >= 0) {
      error = words.of("field.unprintable");
    }
    tryTo(() -> steps.rate(viewer.get(), page.getNumber(), stars, comment));
  }

  private void tryTo(Runnable step) {
    if (!error.isEmpty()) {
      return;
    }
    try {
      step.run();
    } catch (IllegalTransition | CustomerSteps.TooLate e) {
      notice = words.of("request.changedMeanwhile");
    }
    done = notice.isEmpty() || !isTyped();
    if (!done) {
      error = notice;
    }
    page.refresh();
  }

  private boolean isTyped() {
    return !reason.isBlank() || (comment != null && !comment.isBlank());
  }

  public String getReason() {
    return done ? "" : reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  /** What the customer wrote last time, until he writes anew. */
  public String getComment() {
    Rating rating = page.getCustomer().rating();
    return comment != null ? comment : rating == null ? "" : rating.comment();
  }

  public void setComment(String comment) {
    this.comment = comment;
  }

  public Integer getStars() {
    Rating rating = page.getCustomer().rating();
    return stars != null || rating == null ? stars : Integer.valueOf(rating.stars());
  }

  public void setStars(Integer stars) {
    this.stars = stars;
  }

  /** What is to mend in the open dialog; empty when nothing is. */
  public String getError() {
    return error;
  }

  /** Why a step was not taken; empty when it was. */
  public String getNotice() {
    return notice;
  }

  /** Whether the open dialog has served its purpose. */
  public boolean isDone() {
    return done;
  }
}
