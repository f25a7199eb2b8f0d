package org.guichet.portal.macro;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.guichet.macro.Macro;
import org.guichet.macro.Macros;
import org.guichet.portal.access.CurrentViewer;

/** The macros that the viewer may use; beside them the one that is open. */
@Named
@ViewScoped
public class MacrosPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Macros macros;
  @Inject CurrentViewer viewer;
  @Inject MacroForm macroForm;

  private String open = "";
  private List<Macro> all = List.of();

  public void load() {
    refresh();
    if (isFormOpen()) {
      macroForm.load(open);
    }
  }

  /** Reads the list as it is now. */
  public void refresh() {
    all = macros.all(viewer.get());
  }

  public List<Macro> getAll() {
    return all;
  }

  public boolean isFormOpen() {
    return open != null && !open.isEmpty();
  }

  /** Key of the one that is open; {@code new} for one to be made. */
  public String getOpen() {
    return open;
  }

  public void setOpen(String open) {
    this.open = open;
  }
}
