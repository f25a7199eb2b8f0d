package org.guichet.form;

import java.io.Serializable;
import org.guichet.catalogue.FormField.Option;
import org.guichet.catalogue.TwoLanguages;

/**
 * One answer of a choice as a supervisor types it.
 *
 * @param value as mappings and kept answers name it; empty for a new one
 * @param help a sentence below it, may be nothing
 */
public record OptionDraft(String value, TwoLanguages label, TwoLanguages help)
    implements Serializable {
  static OptionDraft of(Option option) {
    return new OptionDraft(
        option.value(), TwoLanguages.of(option.label()), TwoLanguages.of(option.help()));
  }

  /** Whether nothing was typed: such a line is none. */
  boolean isBlank() {
    return label.isBlank() && help.isBlank();
  }
}
