package org.guichet.portal.macro;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.macro.ApplyMacro;
import org.guichet.macro.Macro;
import org.guichet.macro.MacroGone;
import org.guichet.macro.Macros;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.RequestPage;
import org.guichet.portal.request.Statuses;
import org.guichet.portal.shared.Words;
import org.guichet.request.ChangedMeanwhile;
import org.guichet.request.IllegalTransition;
import org.guichet.request.NotInTeam;

/** A macro that is applied to the request whose page is open. */
@Named
@ViewScoped
public class MacroActions implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject ApplyMacro applyMacro;
  @Inject Macros macros;
  @Inject RequestPage page;
  @Inject CurrentViewer viewer;
  @Inject Statuses statuses;
  @Inject Words words;
  @Inject HttpServletRequest request;

  private String notice = "";
  private boolean refused;

  /**
   * Does all that the macro of the parameter {@code macro} says, or nothing and says why.
   *
   * @return where to go when the request is not the viewer's any more; else null
   */
  public String apply() {
    Macro macro =
        key(request.getParameter("macro"))
            .flatMap(id -> macros.find(viewer.get(), id))
            .orElse(null);
    if (macro == null) {
      refuse(words.of("macros.gone"));
    } else {
      apply(macro);
    }
    try {
      page.refresh();
    } catch (NotVisible handedOver) {
      return "/queue.xhtml?faces-redirect=true";
    }
    return null;
  }

  private void apply(Macro macro) {
    try {
      applyMacro.apply(viewer.get(), page.getNumber(), macro.id(), page.getView().version());
      notice = words.of("macros.applied", macro.name());
      refused = false;
    } catch (ChangedMeanwhile e) {
      refuse(words.of("desk.changedMeanwhile"));
    } catch (IllegalTransition e) {
      refuse(
          words.of(
              "macros.step",
              macro.name(),
              statuses.word(e.to(), "staff"),
              statuses.word(e.from(), "staff")));
    } catch (MacroGone e) {
      refuse(words.of("macros.gone"));
    } catch (NotInTeam e) {
      refuse(words.of("macros.team", macro.name()));
    } catch (IllegalArgumentException e) {
      refuse(words.of("macros.tags", macro.name()));
    }
  }

  private void refuse(String why) {
    notice = why;
    refused = true;
  }

  private static Optional<UUID> key(String text) {
    try {
      return Optional.of(UUID.fromString(String.valueOf(text)));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  /** What became of the last one; empty before. */
  public String getNotice() {
    return notice;
  }

  /** Whether nothing was done. */
  public boolean isRefused() {
    return refused;
  }
}
