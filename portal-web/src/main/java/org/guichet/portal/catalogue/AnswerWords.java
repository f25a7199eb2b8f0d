package org.guichet.portal.catalogue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.guichet.catalogue.Answers;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.FormField;
import org.guichet.catalogue.Violation;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;

/** Answers of a form, and what is wrong with them, in the reader's words. */
@Named
@RequestScoped
public class AnswerWords {
  private Words words;
  private Reader reader;

  protected AnswerWords() {} // for the proxy

  @Inject
  public AnswerWords(Words words, Reader reader) {
    this.words = words;
    this.reader = reader;
  }

  /** How to mend it. */
  public String problem(FormField field, Violation violation) {
    if (violation.key().equals("field.pattern")) {
      return field.limits().patternSays().in(reader.getLocale());
    }
    return words.of(
        violation.key(),
        violation.arguments().stream()
            .map(value -> value instanceof LocalDate day ? words.date(day) : value)
            .toArray());
  }

  /** What an input is called: its field's label, with the part's where there are several. */
  public String label(FormField field, String input) {
    String label = field.label().in(reader.getLocale());
    boolean isOne = input.equals(field.key()) || field.kind() == FieldKind.LOOKUP;
    return isOne ? label : label + " – " + words.of(partKey(field, input));
  }

  private static String partKey(FormField field, String input) {
    return "part." + input.substring(field.key().length() + 1);
  }

  /** The answer as it is read; several choices on one line. */
  public String answer(FormField field, Map<String, String> typed) {
    return Answers.display(field, typed, reader.getLocale());
  }

  /** Whether an option is chosen, of one or of several. */
  public boolean isChosen(Map<String, String> typed, String input, String option) {
    return Arrays.asList(typed.getOrDefault(input, "").split("\n")).contains(option);
  }

  /** A day as browsers want it, empty when there is none. */
  public String iso(LocalDate day) {
    return day == null ? "" : day.toString();
  }

  /** What browsers fill in by themselves for a part of a person or an address. */
  public String autocomplete(FormField field, String part) {
    if (field.kind() == FieldKind.PERSON) {
      return "off"; // somebody else, as a rule
    }
    return switch (part) {
      case "street" -> "street-address";
      case "postcode" -> "postal-code";
      case "city" -> "address-level2";
      default -> "country-name";
    };
  }
}
