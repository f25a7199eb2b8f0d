package org.guichet.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.FormCheck;
import org.guichet.catalogue.FormField;
import org.guichet.catalogue.Refused;
import org.guichet.catalogue.Refused.Problem;
import org.guichet.catalogue.Refused.What;
import org.guichet.catalogue.TwoLanguages;
import org.guichet.demo.RepairCompany;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a supervisor types becomes a question, or is refused with everything that is wrong. */
class QuestionDraftTest {
  private static final Form EMPTY = Form.of(JsonText.object("{\"fields\":[]}"));
  private static final TwoLanguages SHOE_SIZE = both("Shoe size");

  private static TwoLanguages both(String text) {
    return new TwoLanguages(text, text + " (fr)");
  }

  private static OptionDraft option(String value, String label) {
    return new OptionDraft(value, both(label), TwoLanguages.NOTHING);
  }

  /** A worded question of that kind, with other values of those components. */
  private static QuestionDraft draft(FieldKind kind, Object... namesAndValues) {
    Map<String, Object> others = new HashMap<>(Map.of("kind", kind, "label", SHOE_SIZE));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      others.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    try {
      RecordComponent[] components = QuestionDraft.class.getRecordComponents();
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        Object usual = components[i].getAccessor().invoke(QuestionDraft.EMPTY);
        values[i] = others.getOrDefault(components[i].getName(), usual);
      }
      return (QuestionDraft) QuestionDraft.class.getDeclaredConstructors()[0].newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Arguments> everyQuestionOfTheDemo() {
    return RepairCompany.forms().stream()
        .map(Form::of)
        .flatMap(form -> form.fields().stream().map(field -> Arguments.of(form, field)));
  }

  @ParameterizedTest
  @MethodSource("everyQuestionOfTheDemo")
  void whatIsTypedAgainIsTheSameQuestion(Form form, FormField field) {
    QuestionDraft typed = QuestionDraft.of(form, field);

    assertThat(typed.field(form)).isEqualTo(field);
    assertThat(typed.naming()).isEqualTo(field.key().equals(form.subject()));
  }

  @Test
  void whatCannotBeTypedStaysAsItWasWrittenByHand() {
    Form form =
        Form.of(
            JsonText.object(
                """
                {"fields": [
                  {"key": "a", "kind": "PERSON", "maxLength": 80, "label": {"en": "A", "fr": "A"}},
                  {"key": "b", "kind": "MONEY", "decimals": 0, "currency": "JPY", "label": {"en": "B", "fr": "B"}}]}
                """));

    assertThat(form.fields()).allMatch(f -> QuestionDraft.of(form, f).field(form).equals(f));
  }

  static Stream<Arguments> whatIsWrong() {
    TwoLanguages english = new TwoLanguages("Only English", " ");
    TwoLanguages french = new TwoLanguages("", "Pointure");
    TwoLanguages letter = both("x");
    return Stream.of(
        Arguments.of(draft(FieldKind.TEXT, "label", french), "label-en", What.MISSING),
        Arguments.of(draft(FieldKind.TEXT, "label", english), "label-fr", What.MISSING),
        Arguments.of(
            draft(FieldKind.TEXT, "label", both("x".repeat(116))), "label-fr", What.TOO_LONG),
        Arguments.of(draft(FieldKind.TEXT, "help", english), "help-fr", What.ONE_LANGUAGE),
        Arguments.of(draft(FieldKind.TEXT, "most", "0"), "most", What.NO_NUMBER),
        Arguments.of(draft(FieldKind.LONG_TEXT, "most", "100001"), "most", What.NO_NUMBER),
        Arguments.of(draft(FieldKind.FILES, "most", "51"), "most", What.NO_NUMBER),
        Arguments.of(draft(FieldKind.TEXT, "most", "many"), "most", What.NO_NUMBER),
        Arguments.of(draft(FieldKind.NUMBER, "decimals", "3"), "decimals", What.NO_NUMBER),
        Arguments.of(draft(FieldKind.NUMBER, "decimals", ""), "decimals", What.NO_NUMBER),
        Arguments.of(
            draft(FieldKind.TEXT, "pattern", "(", "patternSays", letter),
            "pattern",
            What.NO_PATTERN),
        Arguments.of(
            draft(FieldKind.TEXT, "pattern", "x", "patternSays", english), "says-fr", What.MISSING),
        Arguments.of(
            draft(FieldKind.TEXT, "pattern", " ", "patternSays", letter), "pattern", What.MISSING),
        Arguments.of(
            draft(FieldKind.TEXT, "help", new TwoLanguages("a\0b", "b")),
            "help-en",
            What.UNREADABLE),
        Arguments.of(draft(FieldKind.NUMBER, "min", "few"), "min", What.NO_LIMIT),
        Arguments.of(draft(FieldKind.NUMBER, "max", "1e999999999"), "max", What.NO_LIMIT),
        Arguments.of(draft(FieldKind.DATE, "max", "tomorrow"), "max", What.NO_LIMIT),
        Arguments.of(draft(FieldKind.MONEY, "min", "2", "max", "1.5"), "max", What.NOTHING_BETWEEN),
        Arguments.of(
            draft(FieldKind.DATE, "min", "today", "max", "today-1"), "max", What.NOTHING_BETWEEN),
        Arguments.of(draft(FieldKind.MONEY, "currency", "XYZ"), "currency", What.NO_CURRENCY),
        Arguments.of(
            draft(FieldKind.CHOICE, "options", List.of(option("", "One"), option("", " "))),
            "options-en",
            What.MISSING),
        Arguments.of(
            draft(
                FieldKind.CHOICE,
                "options",
                List.of(
                    option("", "One"),
                    new OptionDraft("two", TwoLanguages.NOTHING, TwoLanguages.NOTHING))),
            "options",
            What.TOO_FEW_OPTIONS),
        Arguments.of(
            draft(
                FieldKind.CHOICES,
                "options",
                IntStream.range(0, 101).mapToObj(i -> option("", "Size " + i)).toList()),
            "options",
            What.TOO_MANY),
        Arguments.of(
            draft(FieldKind.CHOICE, "options", List.of(option("", "One"), option("b", "One "))),
            "options",
            What.SAME_OPTION),
        Arguments.of(draft(FieldKind.LOOKUP), "lookup", What.MISSING),
        Arguments.of(draft(FieldKind.TEXT, "when", "a"), "is", What.NO_ANSWER));
  }

  @ParameterizedTest
  @MethodSource("whatIsWrong")
  void whatIsWrongIsSaidWhereItIs(QuestionDraft wrong, String field, What what) {
    assertThatThrownBy(() -> wrong.field(EMPTY))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.problems()).containsExactly(new Problem(field, what)));
  }

  @Test
  void whatIsWrongIsSaidAllAtOnce() {
    QuestionDraft wrong =
        draft(
            FieldKind.NUMBER,
            "label",
            TwoLanguages.NOTHING,
            "min",
            "a",
            "max",
            "b",
            "decimals",
            "c",
            "when",
            "x");
    assertThatThrownBy(() -> wrong.field(EMPTY))
        .isInstanceOfSatisfying(
            Refused.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::field)
                    .containsExactly("label-en", "label-fr", "min", "max", "decimals", "is"));
  }

  @Test
  void aNewQuestionGetsAKeyOfItsOwnThatItsWordsNeverChange() {
    FormField first = draft(FieldKind.TEXT).field(EMPTY);
    Form form = FormEdit.put(EMPTY, 0, first);
    FormField second = draft(FieldKind.TEXT).field(form);
    FormField renamed = draft(FieldKind.TEXT, "key", "shoeSize", "label", both("Size")).field(form);

    assertThat(first.key()).isEqualTo("shoeSize");
    assertThat(second.key()).isEqualTo("shoeSize2");
    assertThat(renamed.key()).isEqualTo("shoeSize");
    assertThat(FormCheck.faults(FormEdit.put(form, 0, second))).isEmpty();
  }

  @Test
  void anAnswerGetsAValueOfItsOwnThatItsWordsNeverChange() {
    FormField field =
        draft(
                FieldKind.CHOICE,
                "options",
                List.of(
                    option("", "Two screens"),
                    option("", "Two, screens"),
                    new OptionDraft("blank", TwoLanguages.NOTHING, TwoLanguages.NOTHING),
                    option("two-screens", "Other words")))
            .field(EMPTY);

    assertThat(field.options())
        .extracting(FormField.Option::value)
        .containsExactly("two-screens-2", "two-screens-3", "two-screens");
    assertThat(FormCheck.faults(FormEdit.put(EMPTY, 0, field))).isEmpty();
  }

  @Test
  void whatBelongsToAnotherKindIsNotKept() {
    FormField field =
        draft(
                FieldKind.YES_NO,
                "most",
                "7",
                "pattern",
                "x",
                "min",
                "1",
                "currency",
                "CHF",
                "options",
                List.of(option("", "One"), option("", "Two")),
                "lookup",
                "crm/devices")
            .field(EMPTY);

    assertThat(field).isEqualTo(draft(FieldKind.YES_NO).field(EMPTY));
    assertThat(FormCheck.faults(FormEdit.put(EMPTY, 0, field))).isEmpty();
  }
}
