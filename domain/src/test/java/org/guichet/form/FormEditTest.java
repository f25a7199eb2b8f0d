package org.guichet.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.Form.Section;
import org.guichet.catalogue.FormField;
import org.guichet.catalogue.Limits;
import org.guichet.shared.LocalizedText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a supervisor does to a form. A form is written {@code One: a b / Two: c}. */
class FormEditTest {
  private static final LocalizedText THREE = new LocalizedText(Map.of("en", "Three"));

  private final Form form = form(section("One", "a", "b"), section("Two", "c"));

  private static Form form(Section... sections) {
    return new Form(List.of(sections), null);
  }

  private static Section section(String title, String... keys) {
    return new Section(
        new LocalizedText(Map.of("en", title)),
        Stream.of(keys).map(key -> field(key, key)).toList());
  }

  private static FormField field(String key, String label) {
    LocalizedText nothing = new LocalizedText(Map.of());
    return new FormField(
        key,
        FieldKind.TEXT,
        new LocalizedText(Map.of("en", label)),
        nothing,
        false,
        false,
        Limits.usual(FieldKind.TEXT),
        null,
        List.of(),
        null,
        null);
  }

  private static String written(Form form) {
    return String.join(
        " / ",
        form.sections().stream()
            .map(
                section ->
                    section.title().texts().get("en")
                        + ":"
                        + String.join(
                            "", section.fields().stream().map(field -> " " + field.key()).toList()))
            .toList());
  }

  @AfterEach
  void theFormItselfIsNeverChanged() {
    assertThat(form).isEqualTo(form(section("One", "a", "b"), section("Two", "c")));
  }

  @Test
  void aSectionIsAddedAndNamedAnew() {
    assertThat(written(FormEdit.addSection(form, THREE))).isEqualTo("One: a b / Two: c / Three:");
    assertThat(written(FormEdit.retitle(form, 0, THREE))).isEqualTo("Three: a b / Two: c");
    assertThat(written(FormEdit.retitle(form, 1, THREE))).isEqualTo("One: a b / Three: c");
  }

  @Test
  void theQuestionsOfARemovedSectionGoToItsNeighbourInTheirOrder() {
    assertThat(written(FormEdit.removeSection(form, 1))).isEqualTo("One: a b c");
    assertThat(written(FormEdit.removeSection(form, 0))).isEqualTo("Two: a b c");
    Form three = form(section("One", "a"), section("Two", "b", "c"), section("Three", "d"));
    assertThat(written(FormEdit.removeSection(three, 1))).isEqualTo("One: a b c / Three: d");
  }

  @Test
  void theLastSectionStays() {
    Form one = form(section("One", "a"));
    assertThat(FormEdit.removeSection(one, 0)).isEqualTo(one);
  }

  @Test
  void sectionsThatAskNothingCanBeLeftOut() {
    Form gaps = form(section("One"), section("Two", "a"), section("Three"));
    assertThat(written(FormEdit.filled(gaps))).isEqualTo("Two: a");
    assertThat(FormEdit.filled(form)).isEqualTo(form);
  }

  @Test
  void aSectionMovesByOnePlaceAndNotBeyondTheBorder() {
    assertThat(written(FormEdit.moveSection(form, 1, true))).isEqualTo("Two: c / One: a b");
    assertThat(written(FormEdit.moveSection(form, 0, false))).isEqualTo("Two: c / One: a b");
    assertThat(FormEdit.moveSection(form, 0, true)).isEqualTo(form);
    assertThat(FormEdit.moveSection(form, 1, false)).isEqualTo(form);
  }

  @Test
  void aNewQuestionComesLastInItsSection() {
    assertThat(written(FormEdit.put(form, 0, field("d", "New")))).isEqualTo("One: a b d / Two: c");
    assertThat(written(FormEdit.put(form, 1, field("d", "New")))).isEqualTo("One: a b / Two: c d");
  }

  @Test
  void aQuestionOfBeforeIsReplacedWhereverItStands() {
    Form changed = FormEdit.put(form, 1, field("a", "Other words"));

    assertThat(written(changed)).isEqualTo("One: a b / Two: c");
    assertThat(changed.fields().get(0)).isEqualTo(field("a", "Other words"));
    assertThat(changed.fields().subList(1, 3)).isEqualTo(form.fields().subList(1, 3));
  }

  @Test
  void aRemovedQuestionNamesTheRequestNoLonger() {
    assertThat(written(FormEdit.remove(form, "a"))).isEqualTo("One: b / Two: c");
    assertThat(FormEdit.remove(form, "x")).isEqualTo(form);
    Form named = FormEdit.nameBy(form, "b");
    assertThat(FormEdit.remove(named, "a").subject()).isEqualTo("b");
    assertThat(FormEdit.remove(named, "b").subject()).isNull();
  }

  @Test
  void aQuestionMovesByOnePlaceAndAtTheBorderIntoTheNextSection() {
    assertThat(written(FormEdit.move(form, "b", true))).isEqualTo("One: b a / Two: c");
    assertThat(written(FormEdit.move(form, "a", false))).isEqualTo("One: b a / Two: c");
    assertThat(written(FormEdit.move(form, "b", false))).isEqualTo("One: a / Two: b c");
    assertThat(written(FormEdit.move(form, "c", true))).isEqualTo("One: a b c / Two:");
    assertThat(FormEdit.move(form, "a", true)).isEqualTo(form);
    assertThat(FormEdit.move(form, "c", false)).isEqualTo(form);
    assertThat(FormEdit.move(form, "x", true)).isEqualTo(form);
  }

  @Test
  void whateverChangesTheSameQuestionNamesTheRequest() {
    Form named = FormEdit.nameBy(form, "c");

    assertThat(named.subject()).isEqualTo("c");
    assertThat(FormEdit.nameBy(named, null).subject()).isNull();
    assertThat(
            List.of(
                FormEdit.move(named, "c", true),
                FormEdit.removeSection(named, 0),
                FormEdit.put(named, 0, field("d", "New"))))
        .allMatch(changed -> "c".equals(changed.subject()));
  }
}
