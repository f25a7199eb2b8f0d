package org.guichet.form;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.guichet.catalogue.Condition;
import org.guichet.catalogue.Days;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.FormField;
import org.guichet.catalogue.FormField.Option;
import org.guichet.catalogue.Keys;
import org.guichet.catalogue.Limits;
import org.guichet.catalogue.LookupSource;
import org.guichet.catalogue.Refused;
import org.guichet.catalogue.Refused.Problem;
import org.guichet.catalogue.Refused.What;
import org.guichet.catalogue.TwoLanguages;

/**
 * A question of a form as a supervisor types it.
 *
 * @param key as mappings name it; empty for a new one
 * @param most characters or files at most; empty for the usual
 * @param pattern that a text must match; may be empty
 * @param min smallest number, earliest day ({@code 2026-11-22} or {@code today-30}); may be empty
 * @param max greatest, likewise
 * @param decimals of a number
 * @param currency of money
 * @param lookup connector and question with a slash between them; may be empty
 * @param when key of the question on which it depends; empty when it is always asked
 * @param is answers to that with which this one is asked
 * @param naming whether it names the request
 */
public record QuestionDraft(
    String key,
    FieldKind kind,
    TwoLanguages label,
    TwoLanguages help,
    boolean required,
    boolean sensitive,
    String most,
    String pattern,
    TwoLanguages patternSays,
    String min,
    String max,
    String decimals,
    String currency,
    List<OptionDraft> options,
    String lookup,
    String when,
    List<String> is,
    boolean naming)
    implements Serializable {
  private static final int LONGEST_LABEL = 120;
  private static final int LONGEST_HELP = 300;
  private static final int MOST_OPTIONS = 100;
  private static final int MOST_DECIMALS = 2;
  private static final int MOST_FILES = 50;
  private static final int LONGEST_ANSWER = 100_000;

  /** A line of text, not yet worded. */
  public static final QuestionDraft EMPTY =
      new QuestionDraft(
          "",
          FieldKind.TEXT,
          TwoLanguages.NOTHING,
          TwoLanguages.NOTHING,
          false,
          false,
          "",
          "",
          TwoLanguages.NOTHING,
          "",
          "",
          "0",
          "EUR",
          List.of(),
          "",
          "",
          List.of(),
          false);

  /** A question of the form as it is typed again. */
  public static QuestionDraft of(Form form, FormField field) {
    Limits limits = field.limits();
    Limits usual = Limits.usual(field.kind());
    return new QuestionDraft(
        field.key(),
        field.kind(),
        TwoLanguages.of(field.label()),
        TwoLanguages.of(field.help()),
        field.required(),
        field.sensitive(),
        limits.maxLength() == usual.maxLength() ? "" : String.valueOf(limits.maxLength()),
        text(limits.pattern()),
        TwoLanguages.of(limits.patternSays()),
        text(limits.min()),
        text(limits.max()),
        String.valueOf(limits.decimals()),
        field.currency() == null ? EMPTY.currency : field.currency(),
        field.options().stream().map(OptionDraft::of).toList(),
        field.lookup() == null ? "" : field.lookup().connector() + "/" + field.lookup().question(),
        field.shownWhen() == null ? "" : field.shownWhen().field(),
        field.shownWhen() == null ? List.of() : field.shownWhen().is(),
        field.key().equals(form.subject()));
  }

  private static String text(String maybe) {
    return maybe == null ? "" : maybe;
  }

  /**
   * The question, with a key of its own in the form.
   *
   * @throws Refused with everything that is wrong in it
   */
  public FormField field(Form form) {
    List<Problem> problems = new ArrayList<>();
    label.check("label", true, LONGEST_LABEL, problems);
    help.check("help", false, LONGEST_HELP, problems);
    Limits limits = limits(before(form), problems);
    List<Option> made = kind.offersOptions() ? options(problems) : List.of();
    LookupSource source = kind == FieldKind.LOOKUP ? source(problems) : null;
    Condition condition = when.isEmpty() ? null : condition(problems);
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return new FormField(
        key.isEmpty() ? newKey(form) : key,
        kind,
        label.text(),
        help.text(),
        required,
        sensitive,
        limits,
        kind == FieldKind.MONEY ? currency : null,
        made,
        source,
        condition);
  }

  private String newKey(Form form) {
    return Keys.camel(
        label.english(),
        taken -> form.fields().stream().anyMatch(field -> field.key().equals(taken)));
  }

  /** What is not typed here stays as whoever wrote the definition by hand has it. */
  private Limits before(Form form) {
    return form.fields().stream()
        .filter(field -> field.key().equals(key) && field.kind() == kind)
        .findFirst()
        .map(FormField::limits)
        .orElse(Limits.usual(kind));
  }

  private Limits limits(Limits before, List<Problem> problems) {
    boolean isBounded = kind.isBounded();
    boolean hasPattern = kind == FieldKind.TEXT && !pattern.isBlank();
    if (kind == FieldKind.TEXT && pattern.isBlank() && !patternSays.isBlank()) {
      problems.add(new Problem("pattern", What.MISSING));
    }
    if (hasPattern) {
      checkPattern(problems);
    }
    if (isBounded) {
      checkBounds(problems);
    }
    if (kind == FieldKind.MONEY && !isCurrency()) {
      problems.add(new Problem("currency", What.NO_CURRENCY));
    }
    return new Limits(
        kind.isCounted() ? most(problems) : before.maxLength(),
        hasPattern ? pattern.strip() : null,
        hasPattern ? patternSays.text() : TwoLanguages.NOTHING.text(),
        isBounded ? bound(min) : null,
        isBounded ? bound(max) : null,
        kind == FieldKind.NUMBER ? decimals(problems) : before.decimals());
  }

  private static String bound(String typed) {
    return typed.isBlank() ? null : typed.strip();
  }

  private int most(List<Problem> problems) {
    if (most.isBlank()) {
      return Limits.usual(kind).maxLength();
    }
    int typed = most.strip().matches("\\d{1,6}") ? Integer.parseInt(most.strip()) : 0;
    if (typed < 1 || typed > (kind == FieldKind.FILES ? MOST_FILES : LONGEST_ANSWER)) {
      problems.add(new Problem("most", What.NO_NUMBER));
    }
    return typed;
  }

  private int decimals(List<Problem> problems) {
    if (!decimals.strip().matches("[0-" + MOST_DECIMALS + "]")) {
      problems.add(new Problem("decimals", What.NO_NUMBER));
      return 0;
    }
    return Integer.parseInt(decimals.strip());
  }

  private void checkPattern(List<Problem> problems) {
    patternSays.check("says", true, LONGEST_HELP, problems);
    if (pattern.indexOf('\0') >= 0) {
      problems.add(new Problem("pattern", What.UNREADABLE));
    }
    try {
      Pattern.compile(pattern.strip());
    } catch (PatternSyntaxException e) {
      problems.add(new Problem("pattern", What.NO_PATTERN));
    }
  }

  private void checkBounds(List<Problem> problems) {
    Optional<BigDecimal> least = checkBound("min", min, problems);
    Optional<BigDecimal> greatest = checkBound("max", max, problems);
    if (least.isPresent() && greatest.isPresent() && least.get().compareTo(greatest.get()) > 0) {
      problems.add(new Problem("max", What.NOTHING_BETWEEN));
    }
  }

  /** What can be compared; empty when there is no limit, or none that can be read. */
  private Optional<BigDecimal> checkBound(String field, String typed, List<Problem> problems) {
    if (typed.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          kind == FieldKind.DATE
              ? BigDecimal.valueOf(Days.of(typed.strip(), LocalDate.now()).toEpochDay())
              : Limits.number(typed.strip()));
    } catch (NumberFormatException | DateTimeException e) {
      problems.add(new Problem(field, What.NO_LIMIT));
      return Optional.empty();
    }
  }

  private boolean isCurrency() {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(known -> known.getCurrencyCode().equals(currency));
  }

  private List<Option> options(List<Problem> problems) {
    List<OptionDraft> typed = options.stream().filter(option -> !option.isBlank()).toList();
    if (typed.size() < 2) {
      problems.add(new Problem("options", What.TOO_FEW_OPTIONS));
    } else if (typed.size() > MOST_OPTIONS) {
      problems.add(new Problem("options", What.TOO_MANY));
    }
    Set<String> labels = new HashSet<>();
    List<Option> made = new ArrayList<>();
    for (OptionDraft option : typed) {
      option.label().check("options", true, LONGEST_LABEL, problems);
      option.help().check("options", false, LONGEST_HELP, problems);
      if (!labels.add(option.label().english().strip())) {
        problems.add(new Problem("options", What.SAME_OPTION));
      }
      made.add(option(option, made));
    }
    return made;
  }

  private Option option(OptionDraft draft, List<Option> before) {
    String value =
        draft.value().isEmpty()
            ? Keys.dashed(
                draft.label().english(),
                taken ->
                    before.stream().anyMatch(option -> option.value().equals(taken))
                        || options.stream().anyMatch(option -> option.value().equals(taken)))
            : draft.value();
    return new Option(value, draft.label().text(), draft.help().text());
  }

  private LookupSource source(List<Problem> problems) {
    String[] parts = lookup.split("/", 2);
    if (parts.length < 2) {
      problems.add(new Problem("lookup", What.MISSING));
      return null;
    }
    return new LookupSource(parts[0], parts[1]);
  }

  private Condition condition(List<Problem> problems) {
    if (is.isEmpty()) {
      problems.add(new Problem("is", What.NO_ANSWER));
    }
    return new Condition(when, List.copyOf(is));
  }
}
