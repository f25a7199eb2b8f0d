package org.guichet.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.guichet.catalogue.UnusableForm.Fault;
import org.guichet.catalogue.UnusableForm.Rule;
import org.guichet.demo.RepairCompany;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C3: what a form as data asks, refuses, keeps and shows. */
class FormTest {

  private static Form form(String... fields) {
    return FormCheck.read(definition(fields));
  }

  private static JsonObject definition(String... fields) {
    return JsonText.object("{\"fields\":[" + String.join(",", fields) + "]}");
  }

  private static String field(String key, String kind, String more) {
    return "{\"key\":\"%s\",\"kind\":\"%s\",\"label\":{\"en\":\"%s\",\"fr\":\"%s\"}%s}"
        .formatted(key, kind, key, key, more.isEmpty() ? "" : "," + more);
  }

  private static final String A = "{\"key\":\"a\",\"kind\":\"TEXT\",\"label\":{\"en\":\"A\"}}";
  private static final String REQUIRED = "\"required\":true";

  private static String options(String... values) {
    return "\"options\":["
        + String.join(
            ",",
            List.of(values).stream()
                .map(
                    v ->
                        "{\"value\":\"%s\",\"label\":{\"en\":\"The %s\",\"fr\":\"Le %s\"}}"
                            .formatted(v, v, v))
                .toList())
        + "]";
  }

  private static String violation(Form form, String input, String typed) {
    Violation violation = form.violations(Map.of(input, typed), 0).get(input);
    return violation == null ? "" : violation.key();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12|12",
        "1 234,56|1234.56",
        "1,234.56|1234.56",
        "1.234,56|1234.56",
        "1.500|1500",
        "1,500|1500",
        "0.125|0.125",
        "12.50 €|12.50",
        "-3|-3",
        "1'000'000|1000000"
      })
  void numbersAreReadAsPeopleWriteThem(String typed, BigDecimal number) {
    assertThat(Answers.number(typed)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twelve", "1,2,3", "1.23.456", "--1", "1e9", "9999999999999999999999"})
  void whatIsNoNumberIsRefused(String typed) {
    assertThat(violation(form(field("n", "NUMBER", "")), "n", typed)).isEqualTo("field.notNumber");
  }

  @Test
  void numbersKeepToTheirLimits() {
    Form form = form(field("n", "NUMBER", "\"min\":\"1\",\"max\":\"50\""));

    assertThat(violation(form, "n", "0")).isEqualTo("field.atLeast");
    assertThat(violation(form, "n", "51")).isEqualTo("field.atMost");
    assertThat(violation(form, "n", "1.5")).isEqualTo("field.notWhole");
    assertThat(violation(form, "n", "50")).isEmpty();
    Form money = form(field("m", "MONEY", "\"currency\":\"EUR\""));
    assertThat(violation(money, "m", "1.2345")).isEqualTo("field.decimals");
    assertThat(violation(money, "m", "1,25")).isEmpty();
  }

  @Test
  void daysMayBeLimitedFromToday() {
    Form form = form(field("d", "DATE", "\"min\":\"today+5\",\"max\":\"2999-12-31\""));

    assertThat(violation(form, "d", LocalDate.now().plusDays(4).toString()))
        .isEqualTo("field.notBefore");
    assertThat(violation(form, "d", LocalDate.now().plusDays(5).toString())).isEmpty();
    assertThat(violation(form, "d", "31/12/2026")).isEqualTo("field.notDate");
    assertThat(violation(form, "d", "2026-02-30")).isEqualTo("field.notDate");
  }

  @Test
  void aPatternThatWouldTryForEverIsGivenUp() {
    Form form =
        form(field("t", "TEXT", "\"pattern\":\"(a+)+b\",\"patternSays\":{\"en\":\"As and a b.\"}"));

    assertThat(violation(form, "t", "aaab")).isEmpty();
    assertThat(violation(form, "t", "a".repeat(150))).isEqualTo("field.pattern");
  }

  @Test
  void onlyWhatIsOfferedCanBeChosen() {
    Form form =
        form(
            field("one", "CHOICE", options("red", "blue")),
            field("many", "CHOICES", options("x", "y")));

    assertThat(violation(form, "one", "green")).isEqualTo("field.notOffered");
    assertThat(violation(form, "one", "red\nblue")).isEqualTo("field.notOffered");
    assertThat(violation(form, "many", "x\ny")).isEmpty();
    assertThat(violation(form, "many", "x\nz")).isEqualTo("field.notOffered");
  }

  @Test
  void aPersonThatWasBegunIsAskedForWholly() {
    Form form = form(field("who", "PERSON", ""));

    assertThat(form.violations(Map.of(), 0)).isEmpty();
    assertThat(form.violations(Map.of("who-name", "Paul"), 0)).containsOnlyKeys("who-email");
    assertThat(violation(form, "who-email", "paul@nowhere")).isEqualTo("field.notEmail");
    assertThat(form.violations(Map.of("who-name", "Paul", "who-email", "p@x.example"), 0))
        .isEmpty();
  }

  @Test
  void whatIsNotAskedIsNeitherRequiredNorKept() {
    Form form =
        form(
            field("a", "YES_NO", ""),
            field(
                "b",
                "CHOICE",
                REQUIRED
                    + ","
                    + options("x", "y")
                    + ",\"shownWhen\":{\"field\":\"a\",\"is\":[\"yes\"]}"),
            field("c", "TEXT", REQUIRED + ",\"shownWhen\":{\"field\":\"b\",\"is\":[\"x\"]}"));
    Map<String, String> typed = new HashMap<>(Map.of("a", "no", "b", "x", "c", "typed before"));

    assertThat(form.violations(typed, 0)).isEmpty();
    assertThat(form.accept(typed)).containsExactly(Map.entry("a", "no"));
    typed.put("a", "yes");
    assertThat(form.accept(typed)).containsKeys("a", "b", "c");
    typed.remove("c");
    assertThat(form.violations(typed, 0)).containsOnlyKeys("c");
  }

  @Test
  void answersAreKeptByTheirKindAndComeBackAsTheyWereTyped() {
    Form form =
        form(
            field("n", "NUMBER", ""),
            field("m", "MONEY", "\"currency\":\"EUR\""),
            field("yes", "YES_NO", ""),
            field("many", "CHOICES", options("x", "y")),
            field("who", "PERSON", ""),
            field("text", "TEXT", ""));
    Map<String, String> typed =
        Map.of(
            "n",
            "1 200",
            "m",
            "12,50",
            "yes",
            "no",
            "many",
            "x\ny",
            "who-name",
            "Paul",
            "who-email",
            "p@x.example",
            "text",
            "é");

    JsonObject kept = Answers.keep(form, form.accept(typed));

    assertThat(kept)
        .isEqualTo(
            JsonText.object(
                "{\"n\":1200,\"m\":{\"amount\":12.50,\"currency\":\"EUR\"},\"yes\":false,\"many\":[\"x\",\"y\"],"
                    + "\"who\":{\"name\":\"Paul\",\"email\":\"p@x.example\"},\"text\":\"é\"}"));
    Map<String, String> again = Answers.typed(form, kept);
    assertThat(Answers.keep(form, again)).isEqualTo(kept);
    assertThat(Answers.display(form.fields().get(1), again, Locale.FRENCH)).contains("12,50");
    assertThat(Answers.display(form.fields().get(2), again, Locale.FRENCH)).isEqualTo("Non");
    assertThat(Answers.display(form.fields().get(3), again, Locale.ENGLISH))
        .isEqualTo("The x, The y");
  }

  @Test
  void plainTextLeavesOutWhatIsSensitive() {
    Form form = form(field("open", "TEXT", ""), field("secret", "TEXT", "\"sensitive\":true"));

    assertThat(form.text(Map.of("open", "said", "secret", "1234"), Locale.ENGLISH))
        .isEqualTo("open: said");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fields\":[]}",
        "{\"fields\":[{\"key\":\"a b\",\"kind\":\"TEXT\",\"label\":{\"en\":\"A\"}}]}",
        "{\"fields\":[{\"key\":\"a\",\"kind\":\"CHOICE\",\"label\":{\"en\":\"A\"}}]}",
        "{\"fields\":[{\"key\":\"a\",\"kind\":\"RIDDLE\",\"label\":{\"en\":\"A\"}}]}",
        "{\"fields\":[{\"key\":\"a\",\"kind\":\"TEXT\",\"label\":{\"en\":\"A\"},\"pattern\":\"(\"}]}",
        "{\"fields\":[{\"key\":\"a\",\"kind\":\"TEXT\",\"label\":{\"en\":\"A\"},\"shownWhen\":{\"field\":\"b\",\"is\":[\"x\"]}}]}",
        "{\"fields\":[{\"key\":\"a\",\"kind\":\"NUMBER\",\"label\":{\"en\":\"A\"},\"min\":\"low\"}]}",
        "{\"subject\":\"b\",\"fields\":[{\"key\":\"a\",\"kind\":\"TEXT\",\"label\":{\"en\":\"A\"}}]}",
        "{}"
      })
  void aDefinitionThatCannotBeUsedIsRefusedWithASentence(String definition) {
    assertThatThrownBy(() -> FormCheck.read(JsonText.object(definition)))
        .isInstanceOfSatisfying(
            UnusableForm.class,
            e ->
                assertThat(e.faults())
                    .isNotEmpty()
                    .allMatch(fault -> fault.sentence().length() > 9));
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void aFormIsWrittenAsItIsRead(JsonObject definition) {
    Form form = Form.of(definition);

    assertThat(Form.of(form.json())).isEqualTo(form);
  }

  static Stream<JsonObject> definitions() {
    return Stream.concat(
        RepairCompany.forms().stream(),
        Stream.of(
            definition(
                field("a", "MONEY", "\"currency\":\"CHF\",\"decimals\":0,\"max\":\"5\""),
                field("b", "TEXT", "\"patternSays\":{\"en\":\"Four digits\"},\"sensitive\":true"),
                field("c", "FILES", "\"maxLength\":3"))));
  }

  private static Fault onlyFault(String definition) {
    List<Fault> faults = FormCheck.faults(Form.of(JsonText.object(definition)));
    assertThat(faults).hasSize(1);
    return faults.get(0);
  }

  @Test
  void whatIsToMendNamesTheFieldAndTheRule() {
    Map<String, Fault> expected = new HashMap<>();
    expected.put(field("b", "CHOICE", ""), new Fault("b", Rule.OPTIONS, ""));
    expected.put(field("a", "DATE", ""), new Fault("a", Rule.KEY, "a"));
    expected.put(field("b", "CHOICE", options("x", "x")), new Fault("b", Rule.OPTION_VALUE, "x"));
    expected.put(field("b", "LOOKUP", "\"connector\":\"crm\""), new Fault("b", Rule.LOOKUP, ""));
    expected.put(field("b", "TEXT", "\"maxLength\":0"), new Fault("b", Rule.LENGTH, ""));
    expected.put(
        field("b", "DATE", "\"pattern\":\"x\",\"patternSays\":{\"en\":\"x\"}"),
        new Fault("b", Rule.PATTERN_KIND, ""));
    expected.put(field("b", "TEXT", "\"pattern\":\"x\""), new Fault("b", Rule.PATTERN_WORDS, ""));
    expected.put(
        field("b", "TEXT", "\"pattern\":\"(\",\"patternSays\":{\"en\":\"x\"}"),
        new Fault("b", Rule.PATTERN, "("));
    expected.put(field("b", "NUMBER", "\"decimals\":3"), new Fault("b", Rule.DECIMALS, ""));
    expected.put(field("b", "NUMBER", "\"max\":\"low\""), new Fault("b", Rule.BOUND, "low"));
    expected.put(field("b", "DATE", "\"min\":\"5\""), new Fault("b", Rule.BOUND, "5"));
    expected.put(field("b", "MONEY", "\"currency\":\"EU\""), new Fault("b", Rule.CURRENCY, "EU"));
    expected.put(
        field("b", "TEXT", "\"shownWhen\":{\"field\":\"c\",\"is\":[\"yes\"]}"),
        new Fault("b", Rule.CONDITION_FIELD, "c"));
    expected.put(
        field("b", "TEXT", "\"shownWhen\":{\"field\":\"a\",\"is\":[\"yes\"]}"),
        new Fault("b", Rule.CONDITION_ANSWERS, "a"));
    expected.put("{\"key\":\"b\",\"kind\":\"TEXT\",\"label\":{}}", new Fault("b", Rule.LABEL, ""));
    expected.put(
        field("b", "FILES", "") + "," + field("c", "FILES", ""), new Fault("", Rule.ONE_FILES, ""));

    expected.forEach(
        (field, fault) ->
            assertThat(onlyFault("{\"fields\":[" + A + "," + field + "]}")).isEqualTo(fault));
    assertThat(onlyFault("{\"fields\":[]}")).isEqualTo(new Fault("", Rule.FIELDS, ""));
    assertThat(
            onlyFault(
                "{\"sections\":[{\"fields\":[%s]},{\"title\":{\"en\":\"T\"},\"fields\":[%s]}]}"
                    .formatted(field("a", "TEXT", ""), field("b", "TEXT", ""))))
        .isEqualTo(new Fault("", Rule.TITLE, ""));
    assertThat(onlyFault("{\"subject\":\"b\",\"fields\":[" + A + "]}"))
        .isEqualTo(new Fault("", Rule.SUBJECT, "b"));
  }
}
