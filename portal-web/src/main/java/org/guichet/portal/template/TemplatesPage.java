package org.guichet.portal.template;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.template.ReplyTemplate;
import org.guichet.template.Templates;

/** The templates that the viewer may use; beside them the one that is open. */
@Named
@ViewScoped
public class TemplatesPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Templates templates;
  @Inject CurrentViewer viewer;
  @Inject TemplateForm templateForm;

  private String open = "";
  private List<ReplyTemplate> all = List.of();

  public void load() {
    refresh();
    if (isFormOpen()) {
      templateForm.load(open);
    }
  }

  /** Reads the list as it is now. */
  public void refresh() {
    all = templates.all(viewer.get());
  }

  public List<ReplyTemplate> getAll() {
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
