package org.guichet.catalogue;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.guichet.catalogue.UnusableForm.Fault;
import org.guichet.catalogue.UnusableForm.Rule;

/** Reads a form's definition before it is published, and finds everything that is wrong with it. */
public final class FormCheck {
  private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");
  private static final Pattern KEY_OF_OTHERS = Pattern.compile("[a-z][A-Za-z0-9-]{0,39}");
  private static final Pattern OPTION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,39}");
  private static final int MOST_FIELDS = 100;
  private static final int MOST_DECIMALS = 2;

  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, FormField> earlier = new HashMap<>();

  private FormCheck() {}

  /**
   * The form that the definition describes.
   *
   * @throws UnusableForm with everything that is to mend
   */
  public static Form read(JsonObject definition) {
    Form form;
    try {
      form = Form.of(definition);
    } catch (RuntimeException e) { // whatever a hand-written definition makes of our reading
      throw new UnusableForm(List.of(new Fault("", Rule.READABLE, reason(e))));
    }
    List<Fault> faults = faults(form);
    if (!faults.isEmpty()) {
      throw new UnusableForm(faults);
    }
    return form;
  }

  /** Everything that is to mend before the form can be published. */
  public static List<Fault> faults(Form form) {
    FormCheck check = new FormCheck();
    check.form(form);
    return List.copyOf(check.faults);
  }

  private static String reason(RuntimeException e) {
    return e instanceof NullPointerException || e instanceof JsonException
        ? "a part is missing"
        : String.valueOf(e.getMessage());
  }

  private void form(Form form) {
    List<FormField> fields = form.fields();
    require(!fields.isEmpty() && fields.size() <= MOST_FIELDS, "", Rule.FIELDS, "");
    require(
        fields.stream().filter(field -> field.kind() == FieldKind.FILES).count() <= 1,
        "",
        Rule.ONE_FILES,
        "");
    for (FormField field : fields) {
      field(field);
      boolean isFirst = earlier.put(field.key(), field) == null;
      require(isFirst, field.key(), Rule.KEY, field.key());
    }
    boolean isTitled =
        form.sections().size() == 1
            || form.sections().stream().noneMatch(section -> section.title().texts().isEmpty());
    require(isTitled, "", Rule.TITLE, "");
    boolean isNamed = form.subject() == null || earlier.containsKey(form.subject());
    require(isNamed, "", Rule.SUBJECT, String.valueOf(form.subject()));
  }

  private void field(FormField field) {
    String key = field.key();
    require(KEY.matcher(key).matches(), key, Rule.KEY, key);
    require(!field.label().texts().isEmpty(), key, Rule.LABEL, "");
    require(field.kind().offersOptions() == !field.options().isEmpty(), key, Rule.OPTIONS, "");
    Set<String> values = new HashSet<>();
    for (FormField.Option option : field.options()) {
      String value = option.value();
      require(OPTION.matcher(value).matches() && values.add(value), key, Rule.OPTION_VALUE, value);
    }
    if (field.kind() == FieldKind.LOOKUP) {
      require(
          KEY_OF_OTHERS.matcher(field.lookup().connector()).matches()
              && KEY_OF_OTHERS.matcher(field.lookup().question()).matches(),
          key,
          Rule.LOOKUP,
          "");
    }
    require(field.maxLength() > 0, key, Rule.LENGTH, "");
    limits(field);
    condition(field);
  }

  private void limits(FormField field) {
    Limits limits = field.limits();
    String key = field.key();
    if (limits.pattern() != null) {
      require(field.kind() == FieldKind.TEXT, key, Rule.PATTERN_KIND, "");
      require(!limits.patternSays().texts().isEmpty(), key, Rule.PATTERN_WORDS, "");
      require(compiles(limits.pattern()), key, Rule.PATTERN, limits.pattern());
    }
    require(limits.decimals() >= 0 && limits.decimals() <= MOST_DECIMALS, key, Rule.DECIMALS, "");
    for (String bound : new String[] {limits.min(), limits.max()}) {
      require(
          bound == null || isBound(field.kind(), bound), key, Rule.BOUND, String.valueOf(bound));
    }
    String currency = field.currency();
    require(currency == null || isCurrency(currency), key, Rule.CURRENCY, String.valueOf(currency));
  }

  private void condition(FormField field) {
    Condition condition = field.shownWhen();
    if (condition == null) {
      return;
    }
    FormField decides = earlier.get(condition.field());
    require(decides != null, field.key(), Rule.CONDITION_FIELD, condition.field());
    require(
        decides == null
            || !condition.is().isEmpty() && decides.answers().containsAll(condition.is()),
        field.key(),
        Rule.CONDITION_ANSWERS,
        condition.field());
  }

  private static boolean compiles(String pattern) {
    try {
      Pattern.compile(pattern);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static boolean isBound(FieldKind kind, String bound) {
    try {
      return switch (kind) {
        case NUMBER, MONEY -> Limits.number(bound) != null;
        case DATE -> Days.of(bound, LocalDate.EPOCH) != null;
        default -> false;
      };
    } catch (NumberFormatException | DateTimeException e) {
      return false;
    }
  }

  private static boolean isCurrency(String code) {
    try {
      return Currency.getInstance(code) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void require(boolean holds, String field, Rule rule, String detail) {
    if (!holds) {
      faults.add(new Fault(field, rule, detail));
    }
  }
}
