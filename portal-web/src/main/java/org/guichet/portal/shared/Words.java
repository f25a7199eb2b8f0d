package org.guichet.portal.shared;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Texts, times, money and sizes as the reader writes them. The texts are in messages_en and
 * messages_fr.
 */
@Named
@RequestScoped
public class Words {

  private static final String BUNDLE = "org.guichet.portal.messages";

  private final Reader reader;
  private final Clock clock;

  protected Words() {
    this(null, null); // for the proxy
  }

  @Inject
  public Words(Reader reader) {
    this(reader, Clock.systemUTC());
  }

  Words(Reader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** A text of the bundle with its {0} {1} … filled in. */
  public String of(String key, Object... values) {
    return new MessageFormat(bundle().getString(key), locale()).format(values);
  }

  public boolean has(String key) {
    return bundle().containsKey(key);
  }

  /** Relative to the reader: Today, 09:55; Yesterday, 17:20; 18 Nov, 16:05; 3 Dec 2025. */
  public String time(Instant instant) {
    ZonedDateTime at = instant.atZone(reader.getZone());
    LocalDate today = LocalDate.ofInstant(clock.instant(), reader.getZone());
    if (at.toLocalDate().equals(today)) {
      return of("time.today", clock(instant));
    }
    if (at.toLocalDate().equals(today.minusDays(1))) {
      return of("time.yesterday", clock(instant));
    }
    return at.getYear() == today.getYear()
        ? of("time.day", format(at, "time.day.pattern"), clock(instant))
        : format(at, "time.year.pattern");
  }

  /** The time of day alone, for a moment within the same day: 10:20 or 10 h 20. */
  public String clock(Instant instant) {
    return format(instant.atZone(reader.getZone()), "time.clock.pattern");
  }

  /** Only the time of day if that is today, else with its day: for "next try …". */
  public String soon(Instant instant) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), reader.getZone());
    return LocalDate.ofInstant(instant, reader.getZone()).equals(today)
        ? clock(instant)
        : time(instant);
  }

  /** In full, for the title of a relative time. */
  public String absolute(Instant instant) {
    return format(instant.atZone(reader.getZone()), "time.absolute.pattern");
  }

  /** 4 December 2026. */
  public String date(LocalDate date) {
    return DateTimeFormatter.ofPattern(text("time.date.pattern"), locale()).format(date);
  }

  /** The day of a moment: 18 November 2026. */
  public String day(Instant instant) {
    return date(LocalDate.ofInstant(instant, reader.getZone()));
  }

  /** €85.00 or 85,00 €. */
  public String money(BigDecimal amount, String currency) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale());
    format.setCurrency(Currency.getInstance(currency));
    return format.format(amount);
  }

  /** 2.4 MB or 2,4 Mo. */
  public String size(long bytes) {
    if (bytes < 1000) {
      return of("size.b", bytes);
    }
    if (bytes < 1_000_000) {
      return of("size.kb", Math.round(bytes / 1000.0));
    }
    return of("size.mb", Math.round(bytes / 100_000.0) / 10.0);
  }

  /** At most two letters for a person's round picture. */
  public String initials(String name) {
    String[] parts = name.strip().split("\\s+");
    String letters = first(parts[0]) + (parts.length > 1 ? first(parts[parts.length - 1]) : "");
    return letters.toUpperCase(locale());
  }

  /** The part of a name one greets with. */
  public String firstName(String name) {
    return name.strip().split("\\s+")[0];
  }

  /** Good morning, good afternoon, good evening, by the reader's clock. */
  public String greeting(String name) {
    int hour = clock.instant().atZone(reader.getZone()).getHour();
    String part = hour < 5 || hour >= 18 ? "evening" : hour < 12 ? "morning" : "afternoon";
    return of("home.greeting." + part, firstName(name));
  }

  private static String first(String word) {
    return word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1));
  }

  private String format(ZonedDateTime at, String pattern) {
    return DateTimeFormatter.ofPattern(text(pattern), locale()).format(at);
  }

  private String text(String key) {
    return bundle().getString(key);
  }

  private ResourceBundle bundle() {
    return ResourceBundle.getBundle(BUNDLE, locale());
  }

  private Locale locale() {
    return reader.getLocale();
  }
}
