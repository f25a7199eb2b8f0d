package org.guichet.portal.form;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.guichet.catalogue.FieldKind;
import org.guichet.form.QuestionDraft;
import org.guichet.portal.catalogue.TypedText;

/** What a {@link QuestionDraft} says, while it is typed. What a question takes stays as it is. */
public class TypedQuestion implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final FieldKind kind;
  private final TypedText label;
  private final TypedText help;
  private final TypedText patternSays;
  private final List<OptionRow> options;
  private List<String> is;
  private boolean required;
  private boolean sensitive;
  private boolean naming;
  private String most;
  private String pattern;
  private String min;
  private String max;
  private String decimals;
  private String currency;
  private String lookup;
  private String when;

  private TypedQuestion(QuestionDraft draft, FieldKind kind) {
    key = draft.key();
    this.kind = kind;
    label = new TypedText(draft.label());
    help = new TypedText(draft.help());
    patternSays = new TypedText(draft.patternSays());
    options = new ArrayList<>(draft.options().stream().map(OptionRow::new).toList());
    is = draft.is();
    required = draft.required();
    sensitive = draft.sensitive();
    naming = draft.naming();
    most = draft.most();
    pattern = draft.pattern();
    min = draft.min();
    max = draft.max();
    decimals = draft.decimals();
    currency = draft.currency();
    lookup = draft.lookup();
    when = draft.when();
  }

  /** A question of before. */
  static TypedQuestion of(QuestionDraft draft) {
    return new TypedQuestion(draft, draft.kind());
  }

  /** A new question of that kind; a choice begins with two answers. */
  static TypedQuestion of(FieldKind kind) {
    TypedQuestion question = new TypedQuestion(QuestionDraft.EMPTY, kind);
    if (kind.offersOptions()) {
      question.options.addAll(List.of(OptionRow.blank(), OptionRow.blank()));
    }
    return question;
  }

  QuestionDraft draft() {
    return new QuestionDraft(
        key,
        kind,
        label.typed(),
        help.typed(),
        required,
        sensitive,
        most,
        pattern,
        patternSays.typed(),
        min,
        max,
        decimals,
        currency,
        options.stream().map(OptionRow::typed).toList(),
        lookup,
        when,
        is,
        naming);
  }

  /** As mappings name it; empty for a new one. */
  public String getKey() {
    return key;
  }

  public FieldKind getKind() {
    return kind;
  }

  public TypedText getLabel() {
    return label;
  }

  public TypedText getHelp() {
    return help;
  }

  public TypedText getPatternSays() {
    return patternSays;
  }

  public List<OptionRow> getOptions() {
    return options;
  }

  /** The answers with which it is asked. */
  public List<String> getIs() {
    return is;
  }

  void setIs(List<String> is) {
    this.is = is;
  }

  public boolean isRequired() {
    return required;
  }

  public void setRequired(boolean required) {
    this.required = required;
  }

  public boolean isSensitive() {
    return sensitive;
  }

  public void setSensitive(boolean sensitive) {
    this.sensitive = sensitive;
  }

  public boolean isNaming() {
    return naming;
  }

  public void setNaming(boolean naming) {
    this.naming = naming;
  }

  public String getMost() {
    return most;
  }

  public void setMost(String most) {
    this.most = most;
  }

  public String getPattern() {
    return pattern;
  }

  public void setPattern(String pattern) {
    this.pattern = pattern;
  }

  public String getMin() {
    return min;
  }

  public void setMin(String min) {
    this.min = min;
  }

  public String getMax() {
    return max;
  }

  public void setMax(String max) {
    this.max = max;
  }

  public String getDecimals() {
    return decimals;
  }

  public void setDecimals(String decimals) {
    this.decimals = decimals;
  }

  public String getCurrency() {
    return currency;
  }

  public void setCurrency(String currency) {
    this.currency = currency;
  }

  public String getLookup() {
    return lookup;
  }

  public void setLookup(String lookup) {
    this.lookup = lookup;
  }

  public String getWhen() {
    return when;
  }

  public void setWhen(String when) {
    this.when = when;
  }
}
