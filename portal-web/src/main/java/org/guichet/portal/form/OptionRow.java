package org.guichet.portal.form;

import java.io.Serializable;
import org.guichet.catalogue.TwoLanguages;
import org.guichet.form.OptionDraft;
import org.guichet.portal.catalogue.TypedText;

/** One answer of a choice, while it is typed. */
public class OptionRow implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String value;
  private final TypedText label;
  private final TypedText help;

  OptionRow(OptionDraft draft) {
    value = draft.value();
    label = new TypedText(draft.label());
    help = new TypedText(draft.help());
  }

  /** One with nothing typed. */
  static OptionRow blank() {
    return new OptionRow(new OptionDraft("", TwoLanguages.NOTHING, TwoLanguages.NOTHING));
  }

  OptionDraft typed() {
    return new OptionDraft(value, label.typed(), help.typed());
  }

  /** As mappings name it; empty for a new one. */
  public String getValue() {
    return value;
  }

  public TypedText getLabel() {
    return label;
  }

  public TypedText getHelp() {
    return help;
  }
}
