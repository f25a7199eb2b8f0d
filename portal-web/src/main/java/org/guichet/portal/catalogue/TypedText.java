package org.guichet.portal.catalogue;

import java.io.Serializable;
import org.guichet.catalogue.TwoLanguages;

/** A text in both languages of the portal, while it is typed. */
public class TypedText implements Serializable {
  private static final long serialVersionUID = 1L;

  private String english;
  private String french;

  public TypedText(TwoLanguages text) {
    english = text.english();
    french = text.french();
  }

  /** What is typed now. */
  public TwoLanguages typed() {
    return new TwoLanguages(english, french);
  }

  public String getEnglish() {
    return english;
  }

  public void setEnglish(String english) {
    this.english = english;
  }

  public String getFrench() {
    return french;
  }

  public void setFrench(String french) {
    this.french = french;
  }
}
