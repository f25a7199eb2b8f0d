package org.guichet.portal.request;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.guichet.access.NotVisible;
import org.guichet.conversation.TimelineEntry;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.request.IllegalTransition;
import org.guichet.request.NotInTeam;
import org.guichet.request.Priority;
import org.guichet.request.Property;
import org.guichet.request.PropertyConflict;
import org.guichet.request.RequestColleagues;
import org.guichet.request.RequestProperties;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.guichet.request.StageInTheWay;

/**
 * What staff set of the request whose page is open. What a colleague did to the same property
 * meanwhile is never overwritten unasked; what he did to others is told and stays.
 */
@Named
@ViewScoped
public class DeskProperties implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject RequestProperties properties;
  @Inject RequestColleagues colleagues;
  @Inject RequestPage page;
  @Inject CurrentViewer viewer;
  @Inject PropertyWords propertyWords;
  @Inject Words words;
  @Inject HttpServletRequest request;

  private Conflict conflict;
  private String notice = "";
  private String told = "";
  private List<RequestColleagues.Named> named;

  /** What the viewer wanted, and nobody has decided on yet. */
  private record Conflict(Property property, String mine) implements Serializable {}

  /** Takes the step, unless somebody else took another one. */
  public String change(RequestStatus to) {
    return set(Property.STATUS, to.name());
  }

  public String prioritize(Priority to) {
    return set(Property.PRIORITY, to.name());
  }

  /** Gives it to the viewer himself. */
  public String take() {
    return set(Property.ASSIGNEE, viewer.get().personId().toString());
  }

  /**
   * Gives it to the person of the parameter {@code assignee}, empty for nobody, or to the team of
   * the parameter {@code team}.
   */
  public String give() {
    String team = request.getParameter("team");
    return team == null
        ? set(Property.ASSIGNEE, String.valueOf(request.getParameter("assignee")))
        : set(Property.TEAM, team);
  }

  /** Sets it upon what the page shows; returns where to go when it is not the viewer's any more. */
  private String set(Property property, String to) {
    RequestView before = page.getView();
    conflict = null;
    notice = "";
    told = "";
    try {
      properties.set(viewer.get(), page.getNumber(), property, property.of(before), to);
    } catch (PropertyConflict e) {
      conflict = new Conflict(property, to);
    } catch (StageInTheWay e) {
      notice = words.of("desk.stageInTheWay");
    } catch (IllegalTransition e) {
      notice = words.of("desk.changedMeanwhile");
    } catch (NotInTeam e) {
      notice = words.of("desk.notInTeam");
    } catch (IllegalArgumentException nobodyOfThatKey) { // a team that was removed meanwhile
      notice = words.of("desk.changedMeanwhile");
    }
    return look(before, property);
  }

  private String look(RequestView before, Property property) {
    try {
      page.refresh();
    } catch (NotVisible handedOver) {
      return "/queue.xhtml?faces-redirect=true";
    }
    named = null;
    if (conflict == null && notice.isEmpty()) {
      told = propertyWords.meanwhile(before, page.getView(), property, viewer.get().personId());
    }
    return null;
  }

  /** Whether the viewer has to decide between his value and a colleague's. */
  public boolean isUndecided() {
    return conflict != null && !theirs().equals(conflict.mine());
  }

  private String theirs() {
    return conflict.property().of(page.getView());
  }

  /** Both values, and whose the other one is. */
  public String getConflictText() {
    Optional<TimelineEntry> change = propertyWords.lastChange(page.getView(), conflict.property());
    return words.of(
        "conflict.both",
        propertyWords.value(conflict.property(), conflict.mine(), page.getView(), getNamed()),
        change.map(propertyWords::who).orElse(words.of("conflict.somebody")),
        change.map(entry -> propertyWords.ago(entry.happenedAt())).orElse(""),
        getTheirs());
  }

  /** Which property it is about, in words. */
  public String getConflictTitle() {
    return words.of("conflict.title", words.of("conflict." + conflict.property()));
  }

  public String getMine() {
    return propertyWords.value(conflict.property(), conflict.mine(), page.getView(), getNamed());
  }

  public String getTheirs() {
    return propertyWords.value(conflict.property(), theirs(), page.getView(), getNamed());
  }

  /** Whether the viewer's value can follow the colleague's. */
  public boolean isMinePossible() {
    return conflict.property() != Property.STATUS
        || page.getView().status().next().stream()
            .anyMatch(step -> step.name().equals(conflict.mine()));
  }

  public void keepTheirs() {
    conflict = null;
  }

  /**
   * Sets the viewer's value over the one that the page shows by now; a third one is a conflict
   * again.
   */
  public String useMine() {
    return set(conflict.property(), conflict.mine());
  }

  /** Why nothing was done; empty when it was. */
  public String getNotice() {
    return notice;
  }

  /** What others did meanwhile; empty when nothing. */
  public String getTold() {
    return told;
  }

  private List<RequestColleagues.Named> getNamed() {
    if (named == null) {
      named = colleagues.of(viewer.get(), page.getNumber());
    }
    return named;
  }
}
