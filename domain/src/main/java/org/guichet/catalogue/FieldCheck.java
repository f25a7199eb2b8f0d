package org.guichet.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says what is wrong with one field's answer, and how to mend it. */
final class FieldCheck {
  /** What every mail address looks like; whether it exists only a mail can tell. */
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]+\\.[^\\s@<>\".]{2,}");

  private FieldCheck() {}

  static void check(
      FormField field, Map<String, String> typed, int files, Map<String, Violation> violations) {
    if (field.kind() == FieldKind.FILES) {
      put(violations, field.key(), ofFiles(field, files));
    } else if (field.kind().parts().isEmpty()) {
      put(violations, field.key(), ofOne(field, value(typed, field.key())));
    } else if (field.kind() == FieldKind.LOOKUP) {
      put(violations, field.part("label"), ofLookup(field, typed));
    } else {
      ofParts(field, typed, violations);
    }
  }

  private static void put(Map<String, Violation> violations, String input, Violation violation) {
    if (violation != null) {
      violations.put(input, violation);
    }
  }

  private static String value(Map<String, String> typed, String input) {
    String value = typed.get(input);
    return value == null ? "" : value.strip();
  }

  private static Violation ofFiles(FormField field, int files) {
    if (field.required() && files == 0) {
      return Violation.of("field.fileMissing");
    }
    return files > field.maxLength() ? Violation.of("field.tooManyFiles", field.maxLength()) : null;
  }

  private static Violation ofOne(FormField field, String value) {
    if (value.isEmpty()) {
      return field.required() ? Violation.of(missing(field.kind())) : null;
    }
    if (value.indexOf('\0') >= 0) {
      return Violation.of("field.unprintable");
    }
    return switch (field.kind()) {
      case CHOICE, CHOICES -> ofOptions(field, value);
      case YES_NO -> value.equals("yes") || value.equals("no") ? null : notOffered();
      case NUMBER, MONEY -> ofNumber(field, value);
      case DATE -> ofDate(field.limits(), value);
      default -> ofText(field.limits(), value);
    };
  }

  private static String missing(FieldKind kind) {
    return switch (kind) {
      case CHOICE, YES_NO -> "field.missing.choice";
      case CHOICES -> "field.missing.choices";
      case DATE -> "field.missing.date";
      default -> "field.missing";
    };
  }

  private static Violation notOffered() {
    return Violation.of("field.notOffered");
  }

  private static Violation ofOptions(FormField field, String value) {
    boolean offered =
        Arrays.stream(value.split("\n"))
            .allMatch(one -> field.options().stream().anyMatch(o -> o.value().equals(one)));
    boolean single = field.kind() == FieldKind.CHOICES || value.indexOf('\n') < 0;
    return offered && single ? null : notOffered();
  }

  private static Violation ofText(Limits limits, String value) {
    int length = value.codePointCount(0, value.length());
    if (length > limits.maxLength()) {
      return Violation.of("field.tooLong", limits.maxLength(), length);
    }
    return limits.pattern() == null || PatternMatch.matches(limits.pattern(), value)
        ? null
        : Violation.of("field.pattern");
  }

  private static Violation ofNumber(FormField field, String value) {
    Limits limits = field.limits();
    Optional<BigDecimal> number = Answers.number(value);
    if (number.isEmpty()) {
      return Violation.of(field.kind() == FieldKind.MONEY ? "field.notMoney" : "field.notNumber");
    }
    BigDecimal exact = number.get();
    if (exact.stripTrailingZeros().scale() > limits.decimals()) {
      return limits.decimals() == 0
          ? Violation.of("field.notWhole")
          : Violation.of("field.decimals", limits.decimals());
    }
    if (limits.min() != null && exact.compareTo(new BigDecimal(limits.min())) < 0) {
      return Violation.of("field.atLeast", new BigDecimal(limits.min()));
    }
    return limits.max() != null && exact.compareTo(new BigDecimal(limits.max())) > 0
        ? Violation.of("field.atMost", new BigDecimal(limits.max()))
        : null;
  }

  private static Violation ofDate(Limits limits, String value) {
    Optional<LocalDate> day = Answers.day(value);
    if (day.isEmpty()) {
      return Violation.of("field.notDate");
    }
    if (limits.min() != null && day.get().isBefore(limits.firstDay())) {
      return Violation.of("field.notBefore", limits.firstDay());
    }
    return limits.max() != null && day.get().isAfter(limits.lastDay())
        ? Violation.of("field.notAfter", limits.lastDay())
        : null;
  }

  /** An answer that says not whether it is checked is none of those offered. */
  private static Violation ofLookup(FormField field, Map<String, String> typed) {
    String label = value(typed, field.part("label"));
    if (label.isEmpty()) {
      return field.required() ? Violation.of("field.missing") : null;
    }
    if (label.indexOf('\0') >= 0) {
      return Violation.of("field.unprintable");
    }
    Violation tooLong = ofText(field.limits(), label);
    if (tooLong != null) {
      return tooLong;
    }
    return value(typed, field.part("checked")).isEmpty() ? Violation.of("field.notLookedUp") : null;
  }

  /** Of an address, the country may always be left out. */
  private static void ofParts(
      FormField field, Map<String, String> typed, Map<String, Violation> violations) {
    boolean begun = field.inputs().stream().anyMatch(input -> !value(typed, input).isEmpty());
    for (String part : field.kind().parts()) {
      String value = value(typed, field.part(part));
      boolean needed = (field.required() || begun) && !part.equals("country");
      put(violations, field.part(part), ofPart(field, part, value, needed));
    }
  }

  private static Violation ofPart(FormField field, String part, String value, boolean needed) {
    if (value.isEmpty()) {
      return needed ? Violation.of("field.missing." + part) : null;
    }
    if (value.indexOf('\0') >= 0) {
      return Violation.of("field.unprintable");
    }
    if (part.equals("email") && !EMAIL.matcher(value).matches()) {
      return Violation.of("field.notEmail");
    }
    int length = value.codePointCount(0, value.length());
    return length > field.maxLength()
        ? Violation.of("field.tooLong", field.maxLength(), length)
        : null;
  }
}
