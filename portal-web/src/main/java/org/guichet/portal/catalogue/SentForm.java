package org.guichet.portal.catalogue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;

/**
 * Tells the next page which form was just taken in: it confirms that, and the browser forgets what
 * was typed there.
 */
@RequestScoped
public class SentForm {
  /** Under this name pages find the form's address in the flash. */
  private static final String NAME = "sent";

  /** Remembers it for exactly one more page. */
  public void remember(String address) {
    FacesContext.getCurrentInstance().getExternalContext().getFlash().put(NAME, address);
  }
}
