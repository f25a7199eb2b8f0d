package org.guichet.catalogue;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a form's definition before it is published, and says everything that is wrong with it. */
public final class FormCheck {
  private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");
  private static final Pattern KEY_OF_OTHERS = Pattern.compile("[a-z][A-Za-z0-9-]{0,39}");
  private static final Pattern OPTION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,39}");
  private static final int MOST_FIELDS = 100;
  private static final int MOST_DECIMALS = 2;

  private final List<String> faults = new ArrayList<>();
  private final Map<String, FormField> earlier = new HashMap<>();

  private FormCheck() {}

  /**
   * The form that the definition describes.
   *
   * @throws UnusableForm with one sentence for each thing to mend
   */
  public static Form read(JsonObject definition) {
    Form form;
    try {
      form = Form.of(definition);
    } catch (RuntimeException e) { // whatever a hand-written definition makes of our reading
      throw new UnusableForm(List.of("It is no form: " + reason(e)));
    }
    FormCheck check = new FormCheck();
    check.form(form);
    if (!check.faults.isEmpty()) {
      throw new UnusableForm(check.faults);
    }
    return form;
  }

  private static String reason(RuntimeException e) {
    return e instanceof NullPointerException || e instanceof JsonException
        ? "a part is missing"
        : String.valueOf(e.getMessage());
  }

  private void form(Form form) {
    List<FormField> fields = form.fields();
    require(!fields.isEmpty() && fields.size() <= MOST_FIELDS, "A form has 1 to 100 fields.");
    require(
        fields.stream().filter(field -> field.kind() == FieldKind.FILES).count() <= 1,
        "Only one field can take files.");
    for (FormField field : fields) {
      field(field);
      require(earlier.put(field.key(), field) == null, "The key " + field.key() + " occurs twice.");
    }
    require(
        form.subject() == null || earlier.containsKey(form.subject()),
        "The subject " + form.subject() + " is none of its fields.");
  }

  private void field(FormField field) {
    String key = field.key();
    require(KEY.matcher(key).matches(), "The key " + key + " is not letters and digits.");
    require(!field.label().texts().isEmpty(), key + " has no label.");
    require(
        field.kind().offersOptions() == !field.options().isEmpty(),
        key + ": a choice needs options, and nothing else has any.");
    for (FormField.Option option : field.options()) {
      require(
          OPTION.matcher(option.value()).matches(),
          key + ": " + option.value() + " is not letters, digits, points, lines.");
    }
    if (field.kind() == FieldKind.LOOKUP) {
      require(
          KEY_OF_OTHERS.matcher(field.lookup().connector()).matches()
              && KEY_OF_OTHERS.matcher(field.lookup().question()).matches(),
          key + ": a lookup needs a connector and one of its questions.");
    }
    require(field.maxLength() > 0, key + ": maxLength is not positive.");
    limits(field);
    condition(field);
  }

  private void limits(FormField field) {
    Limits limits = field.limits();
    String key = field.key();
    if (limits.pattern() != null) {
      require(field.kind() == FieldKind.TEXT, key + ": only a text has a pattern.");
      require(
          !limits.patternSays().texts().isEmpty(),
          key + ": a pattern needs words that explain it.");
      require(compiles(limits.pattern()), key + ": its pattern is no regular expression.");
    }
    require(
        limits.decimals() >= 0 && limits.decimals() <= MOST_DECIMALS,
        key + ": a number has 0 to 2 decimals.");
    for (String bound : new String[] {limits.min(), limits.max()}) {
      require(bound == null || isBound(field.kind(), bound), key + ": " + bound + " is no limit.");
    }
    require(field.currency() == null || isCurrency(field.currency()), key + ": no such currency.");
  }

  private void condition(FormField field) {
    Condition condition = field.shownWhen();
    if (condition == null) {
      return;
    }
    FormField decides = earlier.get(condition.field());
    if (decides == null) {
      faults.add(field.key() + " depends on " + condition.field() + ", which is not before it.");
      return;
    }
    List<String> answers =
        decides.kind() == FieldKind.YES_NO
            ? List.of("yes", "no")
            : decides.options().stream().map(FormField.Option::value).toList();
    require(
        !condition.is().isEmpty() && answers.containsAll(condition.is()),
        field.key() + " depends on answers that " + decides.key() + " does not offer.");
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
        case NUMBER, MONEY -> new BigDecimal(bound).precision() > 0;
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

  private void require(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }
}
