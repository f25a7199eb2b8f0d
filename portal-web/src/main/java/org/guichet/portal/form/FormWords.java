package org.guichet.portal.form;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.guichet.catalogue.Condition;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.FormField;
import org.guichet.catalogue.UnusableForm.Fault;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;

/** Questions of a form, and what is wrong with it, in the reader's words. */
@Named
@RequestScoped
public class FormWords {
  private Words words;
  private Reader reader;

  protected FormWords() {} // for the proxy

  @Inject
  public FormWords(Words words, Reader reader) {
    this.words = words;
    this.reader = reader;
  }

  /** What a question takes, whether it must be answered, and when it is asked. */
  public String summary(Form form, FormField field) {
    List<String> parts = new ArrayList<>();
    parts.add(words.of("form.kind." + field.kind()));
    if (field.required()) {
      parts.add(words.of("form.isRequired"));
    }
    if (field.sensitive()) {
      parts.add(words.of("form.isSensitive"));
    }
    if (field.key().equals(form.subject())) {
      parts.add(words.of("form.isNaming"));
    }
    if (field.shownWhen() != null) {
      parts.add(condition(form, field.shownWhen()));
    }
    return String.join(" · ", parts);
  }

  private String condition(Form form, Condition condition) {
    return form.fields().stream()
        .filter(field -> field.key().equals(condition.field()))
        .findFirst()
        .map(
            field ->
                words.of(
                    "form.asked.when",
                    field.label().in(reader.getLocale()),
                    String.join(
                        ", ", condition.is().stream().map(is -> answer(field, is)).toList())))
        .orElseGet(() -> words.of("form.asked.never"));
  }

  /** An answer on which other questions can depend. */
  public String answer(FormField field, String value) {
    return field.kind() == FieldKind.YES_NO
        ? words.of("field." + value)
        : field.optionLabel(value, reader.getLocale());
  }

  /** What is to mend before the form can be published. */
  public String fault(Form form, Fault fault) {
    String label =
        form.fields().stream()
            .filter(field -> field.key().equals(fault.field()))
            .findFirst()
            .map(field -> field.label().in(reader.getLocale()))
            .orElse("");
    String sentence = words.of("form.fault." + fault.rule(), fault.detail());
    return label.isEmpty() ? sentence : words.of("form.fault.of", label, sentence);
  }
}
