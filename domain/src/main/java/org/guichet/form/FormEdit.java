package org.guichet.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.Form.Section;
import org.guichet.catalogue.FormField;
import org.guichet.shared.LocalizedText;

/** What a supervisor does to a form. Each answers with another form; places count from 0. */
public final class FormEdit {
  private FormEdit() {}

  /** With one more section at its end. */
  public static Form addSection(Form form, LocalizedText title) {
    return with(form, sections -> sections.add(new Section(title, new ArrayList<>())));
  }

  /** With another title of a section. */
  public static Form retitle(Form form, int section, LocalizedText title) {
    return with(
        form,
        sections ->
            sections.set(section, new Section(title, form.sections().get(section).fields())));
  }

  /** Without a section; its questions go to the one before it, or after it. The last one stays. */
  public static Form removeSection(Form form, int section) {
    if (form.sections().size() == 1) {
      return form;
    }
    return with(
        form,
        sections -> {
          List<FormField> orphans = sections.remove(section).fields();
          int heir = Math.max(0, section - 1);
          List<FormField> fields = new ArrayList<>(sections.get(heir).fields());
          fields.addAll(section == 0 ? 0 : fields.size(), orphans);
          sections.set(heir, new Section(sections.get(heir).title(), fields));
        });
  }

  /** Without sections that ask nothing: a customer would read a title and nothing below it. */
  public static Form filled(Form form) {
    return with(form, sections -> sections.removeIf(section -> section.fields().isEmpty()));
  }

  /** With a section one place earlier or later. */
  public static Form moveSection(Form form, int section, boolean up) {
    int other = section + (up ? -1 : 1);
    return isWithin(other, form.sections())
        ? with(form, sections -> Collections.swap(sections, section, other))
        : form;
  }

  /** With a question at the end of a section, or in place of the one that has its key. */
  public static Form put(Form form, int section, FormField field) {
    boolean isThere = form.fields().stream().anyMatch(known -> known.key().equals(field.key()));
    return with(
        form,
        sections -> {
          if (isThere) {
            for (Section each : sections) {
              each.fields().replaceAll(known -> known.key().equals(field.key()) ? field : known);
            }
          } else {
            sections.get(section).fields().add(field);
          }
        });
  }

  /** Without a question. */
  public static Form remove(Form form, String key) {
    Form rest =
        with(
            form,
            sections ->
                sections.forEach(
                    section -> section.fields().removeIf(field -> field.key().equals(key))));
    return key.equals(form.subject()) ? new Form(rest.sections(), null) : rest;
  }

  /** With a question one place earlier or later; at the border of its section, in the next one. */
  public static Form move(Form form, String key, boolean up) {
    return with(
        form,
        sections -> {
          for (int i = 0; i < sections.size(); i++) {
            List<FormField> fields = sections.get(i).fields();
            int at = placeOf(fields, key);
            int next = i + (up ? -1 : 1);
            if (at >= 0 && isWithin(at + (up ? -1 : 1), fields)) {
              Collections.swap(fields, at, at + (up ? -1 : 1));
              return;
            } else if (at >= 0 && isWithin(next, sections)) {
              List<FormField> neighbours = sections.get(next).fields();
              neighbours.add(up ? neighbours.size() : 0, fields.remove(at));
              return;
            }
          }
        });
  }

  /** With that question as the one that names the request; null for the first text. */
  public static Form nameBy(Form form, String key) {
    return new Form(form.sections(), key);
  }

  private static int placeOf(List<FormField> fields, String key) {
    return fields.stream().map(FormField::key).toList().indexOf(key);
  }

  private static boolean isWithin(int place, List<?> list) {
    return place >= 0 && place < list.size();
  }

  /** Changes a copy of the sections and of their lists of questions. */
  private static Form with(Form form, Consumer<List<Section>> change) {
    List<Section> sections = new ArrayList<>();
    form.sections()
        .forEach(
            section ->
                sections.add(new Section(section.title(), new ArrayList<>(section.fields()))));
    change.accept(sections);
    return new Form(sections, form.subject());
  }
}
