package org.guichet.portal.erasure;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.guichet.erasure.Erasure;
import org.guichet.erasure.Erasure.State;
import org.guichet.erasure.ErasureDesk;
import org.guichet.erasure.ErasurePlan;
import org.guichet.erasure.ErasureRefused;
import org.guichet.erasure.ErasureReport;
import org.guichet.erasure.Erasures;
import org.guichet.portal.access.CurrentViewer;

/** Who asks to be erased, what that would do, and the report of what it did. */
@Named
@ViewScoped
public class ErasuresPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PAGE = 50;

  @Inject Erasures erasures;
  @Inject ErasureDesk desk;
  @Inject CurrentViewer viewer;

  private State state = State.PENDING;
  private UUID after;
  private UUID selected;
  private List<Erasure> rows = List.of();
  private Erasure erasure;
  private ErasurePlan plan;
  private boolean refused;
  private boolean done;

  /** Reads everything anew. */
  public void load() {
    rows = erasures.list(viewer.get(), state, after, PAGE);
    erasure = selected == null ? null : erasures.find(viewer.get(), selected);
    plan = erasure != null && erasure.isPending() ? desk.plan(viewer.get(), selected) : null;
  }

  /** Carries out the one looked at; what has changed meanwhile is shown instead. */
  public void carryOut() {
    refused = false;
    try {
      desk.carryOut(viewer.get(), selected);
    } catch (ErasureRefused changedMeanwhile) {
      refused = true;
    }
    done = true;
    load();
  }

  /** The address of this list in another state; its first page. */
  public String address(State other) {
    return "/erasures?state=" + nameOf(other);
  }

  public String addressOf(Erasure row) {
    return address(state) + (after == null ? "" : "&after=" + after) + "&erasure=" + row.id();
  }

  /** The next page; empty when this is the last. */
  public String getOlder() {
    return rows.size() < PAGE ? "" : address(state) + "&after=" + rows.get(rows.size() - 1).id();
  }

  public String nameOf(State one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  public State[] getStates() {
    return State.values();
  }

  public State getChosen() {
    return state;
  }

  public String getState() {
    return nameOf(state);
  }

  public void setState(String name) {
    state =
        Arrays.stream(State.values())
            .filter(one -> nameOf(one).equals(name))
            .findFirst()
            .orElse(State.PENDING);
  }

  public String getAfter() {
    return after == null ? null : after.toString();
  }

  public void setAfter(String id) {
    after = parse(id);
  }

  public String getSelected() {
    return selected == null ? null : selected.toString();
  }

  public void setSelected(String id) {
    selected = parse(id);
  }

  private static UUID parse(String id) {
    try {
      return id == null ? null : UUID.fromString(id);
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  public List<Erasure> getRows() {
    return rows;
  }

  /** The one looked at; null when none is. */
  public Erasure getErasure() {
    return erasure;
  }

  /** What carrying it out would do; null when it is not pending. */
  public ErasurePlan getPlan() {
    return plan;
  }

  /** What goes and stays, or went and stayed; null when it was withdrawn. */
  public ErasureReport getReport() {
    return plan != null ? plan.effect() : erasure == null ? null : erasure.told();
  }

  /** Whether it was not carried out, because something had changed. */
  public boolean isRefused() {
    return refused;
  }

  /** Whether the open dialog has served its purpose. */
  public boolean isDone() {
    return done;
  }

  /** The dialog has nothing to mend. */
  public String getError() {
    return "";
  }
}
