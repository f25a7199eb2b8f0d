package org.guichet.portal.catalogue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.catalogue.RequestType;
import org.guichet.form.FormDesk;

/** Forms as supervisors look at them before customers do, or when customers do not any more. */
@RequestScoped
public class PreviewForm {
  /** In addresses: the form that is being changed. */
  private static final String DRAFT = "draft";

  @Inject FormDesk formDesk;

  /**
   * The service with that form.
   *
   * @param which {@code draft}, or the number of a version that was published
   * @throws NotVisible when there is no such service or version
   * @throws org.guichet.access.NotAllowed when the viewer is no supervisor
   */
  public RequestType of(Viewer viewer, String service, String which) {
    return formDesk.preview(viewer, service == null ? "" : service, version(which));
  }

  private static int version(String which) {
    if (which.equals(DRAFT)) {
      return 0;
    }
    if (!which.matches("[1-9]\\d{0,8}")) {
      throw new NotVisible("form", which);
    }
    return Integer.parseInt(which);
  }
}
