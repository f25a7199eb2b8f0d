package org.guichet.portal.delivery;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.inbox.SetAside;
import org.guichet.inbox.SetAsideRefusal;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;

/** The message that a person decides about: tried again, filed to a request, or left. */
@Named
@ViewScoped
public class SetAsideDesk implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject SetAside setAside;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private SetAside.Message chosen;
  private String content = "";
  private String reason;
  private String number;
  private String notice = "";
  private boolean refused;

  /** What a decision does. */
  private interface Decision {
    void about(long id);
  }

  public void choose(SetAside.Message message) {
    chosen = setAside.find(viewer.get(), message.id()).orElse(null);
    content = chosen == null ? "" : setAside.content(viewer.get(), chosen.id());
    say(chosen == null ? "inbox.why.GONE" : "", chosen == null);
  }

  public void close() {
    chosen = null;
    say("", false);
  }

  public void tryAgain() {
    decide("inbox.tried", id -> setAside.tryAgain(viewer.get(), id, reason));
  }

  public void file() {
    String request = number == null ? "" : number.strip().toUpperCase(Locale.ROOT);
    decide("inbox.filed", id -> setAside.file(viewer.get(), id, request, reason));
  }

  public void leave() {
    decide("inbox.left", id -> setAside.leave(viewer.get(), id, reason));
  }

  private void decide(String done, Decision decision) {
    try {
      decision.about(chosen.id());
      chosen = null;
      reason = null;
      number = null;
      say(done, false);
    } catch (SetAsideRefusal refusal) {
      say("inbox.why." + refusal.why(), true);
    } catch (NotVisible e) {
      say("inbox.why.NO_REQUEST", true);
    } catch (NotAllowed e) {
      say("inbox.why.NO_NOTE", true);
    }
  }

  private void say(String key, boolean isRefused) {
    notice = key.isEmpty() ? "" : words.of(key);
    refused = isRefused;
  }

  public boolean isOpen() {
    return chosen != null;
  }

  public SetAside.Message getChosen() {
    return chosen;
  }

  /** What it says. */
  public List<String> getLines() {
    return content.lines().toList();
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  public String getNumber() {
    return number;
  }

  public void setNumber(String number) {
    this.number = number;
  }

  /** What became of it; empty before anything was done. */
  public String getNotice() {
    return notice;
  }

  public boolean isRefused() {
    return refused;
  }
}
