package org.guichet.portal.catalogue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;

/**
 * Tells the next page which form was just taken in: it confirms that, and the browser forgets what
 * was typed there. Not in the flash of Faces: its cookie outlives a server that dies between the
 * two pages, and until it is gone Mojarra answers every form of that browser with an error.
 */
@Named
@RequestScoped
public class SentForm {
  private static final String KEY = SentForm.class.getName();

  private String address;

  /** Remembers it for exactly one more page. */
  public void remember(String address) {
    FacesContext.getCurrentInstance().getExternalContext().getSessionMap().put(KEY, address);
  }

  /** The address of the form that was taken in just before this page; empty for none. */
  public String getAddress() {
    if (address == null) {
      Object kept =
          FacesContext.getCurrentInstance().getExternalContext().getSessionMap().remove(KEY);
      address = kept instanceof String sent ? sent : "";
    }
    return address;
  }
}
