package org.guichet.catalogue;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/** A form cannot be published as it is; nothing was stored. */
public class UnusableForm extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Fault> faults;

  /** What a form must keep to; its sentence is for who writes definitions by hand. */
  public enum Rule {
    READABLE("It is no form"),
    FIELDS("A form has 1 to 100 fields."),
    ONE_FILES("Only one field can take files."),
    TITLE("Of several sections each has a title."),
    SUBJECT("What names the request is none of its fields"),
    KEY("A key is letters and digits and occurs once"),
    LABEL("There is no label"),
    OPTIONS("A choice needs options, and nothing else has any"),
    OPTION_VALUE("The value of an option is letters, digits, points, lines, and occurs once"),
    LOOKUP("A lookup needs a connector and one of its questions"),
    LENGTH("maxLength is not positive"),
    PATTERN_KIND("Only a text has a pattern"),
    PATTERN_WORDS("A pattern needs words that explain it"),
    PATTERN("The pattern is no regular expression"),
    DECIMALS("A number has 0 to 2 decimals"),
    BOUND("This is no limit"),
    CURRENCY("There is no such currency"),
    CONDITION_FIELD("It depends on a field that is not before it"),
    CONDITION_ANSWERS("It depends on answers that are not offered");

    private final String sentence;

    Rule(String sentence) {
      this.sentence = sentence;
    }
  }

  /**
   * One thing to mend.
   *
   * @param field key of the field; empty for the whole form
   * @param detail what breaks the rule, such as a key or a limit; may be empty
   */
  public record Fault(String field, Rule rule, String detail) implements Serializable {
    /** In a sentence. */
    public String sentence() {
      return (field.isEmpty() ? "" : field + ": ")
          + rule.sentence
          + (detail.isEmpty() ? "" : ": " + detail);
    }
  }

  /**
   * @param faults all things to mend
   */
  public UnusableForm(List<Fault> faults) {
    super(faults.stream().map(Fault::sentence).collect(Collectors.joining(" ")));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
