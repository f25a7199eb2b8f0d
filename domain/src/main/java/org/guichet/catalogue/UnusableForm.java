package org.guichet.catalogue;

import java.util.List;

/** A form cannot be published as it is; nothing was stored. */
public class UnusableForm extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> faults;

  /**
   * @param faults one sentence for each thing to mend
   */
  public UnusableForm(List<String> faults) {
    super(String.join(" ", faults));
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}
