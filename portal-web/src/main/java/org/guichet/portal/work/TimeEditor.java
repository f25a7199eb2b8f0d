package org.guichet.portal.work;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.RequestPage;
import org.guichet.portal.shared.Words;
import org.guichet.request.ChangedMeanwhile;
import org.guichet.work.TimeSpent;
import org.guichet.work.Worked;

/**
 * The time that the viewer spent on the request whose page is open: a new entry, or one to mend.
 */
@Named
@ViewScoped
public class TimeEditor implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject TimeSpent timeSpent;
  @Inject RequestPage page;
  @Inject WorkDesk desk;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String minutes = "";
  private String purpose = "";
  private String minutesError = "";
  private String purposeError = "";
  private Worked mending;

  /** Keeps what was typed. */
  public void save() {
    int typed = typedMinutes();
    minutesError = typed == 0 ? words.of("time.minutes.wrong", TimeSpent.MOST_MINUTES) : "";
    purposeError = Line.mistake(words, purpose, "time.purpose.missing", TimeSpent.LONGEST);
    if (!minutesError.isEmpty() || !purposeError.isEmpty()) {
      return;
    }
    try {
      keep(typed);
      clear();
    } catch (ChangedMeanwhile e) {
      mending = null; // what was typed stays, to be added or thrown away
      purposeError = words.of("time.changed");
    }
    desk.refresh();
  }

  private void keep(int typed) {
    if (mending == null) {
      timeSpent.add(viewer.get(), page.getNumber(), typed, purpose);
    } else {
      timeSpent.mend(
          viewer.get(), page.getNumber(), mending.id(), mending.version(), typed, purpose);
    }
  }

  /** Zero when that is no number of minutes. */
  private int typedMinutes() {
    String typed = minutes == null ? "" : minutes.strip();
    int many = typed.matches("\\d{1,4}") ? Integer.parseInt(typed) : 0;
    return many > TimeSpent.MOST_MINUTES ? 0 : many;
  }

  /** Takes an entry up to mend it. */
  public void mend(Worked entry) {
    mending = entry;
    minutes = Integer.toString(entry.minutes());
    purpose = entry.purpose();
    minutesError = "";
    purposeError = "";
  }

  /** Leaves the entry as it is. */
  public void leave() {
    clear();
  }

  public void remove(long entry) {
    timeSpent.remove(viewer.get(), page.getNumber(), entry);
    if (mending != null && mending.id() == entry) {
      clear();
    }
    desk.refresh();
  }

  private void clear() {
    mending = null;
    minutes = "";
    purpose = "";
    minutesError = "";
    purposeError = "";
  }

  /** Whether an entry is being mended. */
  public boolean isMending() {
    return mending != null;
  }

  public String getMinutes() {
    return minutes;
  }

  public void setMinutes(String minutes) {
    this.minutes = minutes;
  }

  public String getPurpose() {
    return purpose;
  }

  public void setPurpose(String purpose) {
    this.purpose = purpose;
  }

  public String getMinutesError() {
    return minutesError;
  }

  public String getPurposeError() {
    return purposeError;
  }
}
