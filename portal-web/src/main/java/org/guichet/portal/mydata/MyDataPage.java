package org.guichet.portal.mydata;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.guichet.erasure.Erasure;
import org.guichet.erasure.Erasures;
import org.guichet.mydata.MyData;
import org.guichet.mydata.MyData.Summary;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;

/** What is held about me: a summary, all of it to save, and the wish that it be erased. */
@Named
@RequestScoped
public class MyDataPage {
  @Inject MyData myData;
  @Inject Erasures erasures;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private Summary summary;
  private Optional<Erasure> pending;
  private String reason = "";
  private String error = "";
  private boolean done;

  /** Asks for it; the second click, or another window, finds the first wish. */
  public void ask() {
    int length = reason.strip().length();
    if (length > Erasures.LONGEST_REASON) {
      error = words.of("field.tooLong", Erasures.LONGEST_REASON, length);
    } else if (reason.indexOf('\0') >= 0) {
      error = words.of("field.unprintable");
    } else {
      erasures.ask(viewer.get(), reason);
      reason = "";
      done = true;
      pending = null;
    }
  }

  /** Takes it back, if nobody has carried it out meanwhile. */
  public void withdraw() {
    erasures.withdraw(viewer.get());
    pending = null;
  }

  public Summary getSummary() {
    if (summary == null) {
      summary = myData.of(viewer.get());
    }
    return summary;
  }

  /** The wish that waits for an employee; null when there is none. */
  public Erasure getPending() {
    if (pending == null) {
      pending = erasures.pending(viewer.get());
    }
    return pending.orElse(null);
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  /** What is to mend in the open dialog; empty when nothing is. */
  public String getError() {
    return error;
  }

  /** Whether the open dialog has served its purpose. */
  public boolean isDone() {
    return done;
  }
}
