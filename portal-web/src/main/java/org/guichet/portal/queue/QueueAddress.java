package org.guichet.portal.queue;

import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guichet.access.Viewer;
import org.guichet.queue.Queue;
import org.guichet.queue.QueueFilter;
import org.guichet.queue.QueueOrder;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestTags;

/**
 * What the queue's page shows, as it stands in its address; what makes no sense there is as if it
 * were not there. Several values of one name are separated by commas.
 *
 * @param parts each name with its value, those that are not there left out
 */
public record QueueAddress(Map<String, String> parts) implements Serializable {
  static final List<String> COLUMNS =
      List.of(
          "service",
          "status",
          "assignee",
          "team",
          "requester",
          "delivery",
          "due",
          "sent",
          "changed");

  private static final String SHOWN = "status,assignee,delivery,due,changed";
  private static final String SORTED = "-changed";
  private static final String ANY = "any";
  private static final String OVERDUE = "over";
  private static final int LONGEST_TEXT = 200;

  private static final Set<String> ORDERS =
      Arrays.stream(QueueOrder.Key.values())
          .flatMap(key -> Stream.of(key.key(), "-" + key.key()))
          .collect(Collectors.toUnmodifiableSet());

  /** How each name's value is made fit; null when it makes no sense. In the address's order. */
  private static final Map<String, UnaryOperator<String>> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put("queue", value -> Queue.of(value).key());
    KNOWN.put("status", QueueAddress::statuses);
    KNOWN.put("priority", QueueAddress::priorities);
    KNOWN.put("type", value -> value.matches("[a-z0-9-]+") ? value : null);
    KNOWN.put(
        "assignee",
        value -> "me".equals(value) || "nobody".equals(value) ? value : QueueAddress.key(value));
    KNOWN.put("team", QueueAddress::key);
    KNOWN.put("organization", QueueAddress::text);
    KNOWN.put("tag", value -> RequestTags.clean(value).orElse(null));
    KNOWN.put("due", value -> OVERDUE.equals(value) ? value : null);
    KNOWN.put("from", QueueAddress::day);
    KNOWN.put("to", QueueAddress::day);
    OutcomeParts.KNOWN.forEach((name, fit) -> KNOWN.put(name, fit::apply));
    KNOWN.put("q", QueueAddress::text);
    KNOWN.put("sort", value -> without(SORTED, several(ORDERS, value)));
    KNOWN.put("cols", value -> without(SHOWN, several(Set.copyOf(COLUMNS), value)));
  }

  /** Reads the parameters of an address: all values of each name; null when it is not there. */
  public static QueueAddress read(Function<String, String[]> parameters) {
    Map<String, String> parts = new LinkedHashMap<>();
    KNOWN.forEach(
        (name, fit) -> {
          String[] values = parameters.apply(name);
          String typed = values == null ? "" : String.join(",", values).strip();
          String value = typed.isEmpty() || typed.indexOf('\0') >= 0 ? null : fit.apply(typed);
          if (value != null && !value.isEmpty()) {
            parts.put(name, value);
          }
        });
    parts.putIfAbsent("queue", Queue.ALL.key());
    return new QueueAddress(parts);
  }

  private static Set<String> keys(Enum<?>... values) {
    return Arrays.stream(values)
        .map(value -> value.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static String several(Set<String> known, String value) {
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .filter(known::contains)
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static String without(String usual, String value) {
    return usual.equals(value) ? null : value;
  }

  /** All statuses are "any", those of open requests are what goes without saying. */
  private static String statuses(String value) {
    Set<String> all = keys(RequestStatus.values());
    String chosen = several(all, value);
    if (ANY.equals(value) || chosen.split(",").length == all.size()) {
      return ANY;
    }
    Set<String> open = keys(QueueFilter.OPEN.toArray(new RequestStatus[0]));
    return Set.of(chosen.split(",")).equals(open) ? null : chosen;
  }

  /** All of them are as good as none. */
  private static String priorities(String value) {
    String chosen = several(keys(Priority.values()), value);
    return chosen.split(",").length == Priority.values().length ? null : chosen;
  }

  private static String key(String value) {
    try {
      return UUID.fromString(value).toString();
    } catch (IllegalArgumentException noKey) {
      return null;
    }
  }

  private static String text(String value) {
    return value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value;
  }

  static String day(String value) {
    try {
      LocalDate day = LocalDate.parse(value);
      return day.getYear() >= 1900 && day.getYear() < 3000 ? day.toString() : null;
    } catch (DateTimeException noDay) {
      return null;
    }
  }

  /** The value of that name; empty when it is not there. */
  public String get(String name) {
    return parts.getOrDefault(name, "");
  }

  /** Whether that value of that name is among those chosen. */
  public boolean has(String name, String value) {
    return list(name).contains(value);
  }

  private List<String> list(String name) {
    return get(name).isEmpty() ? List.of() : List.of(get(name).split(","));
  }

  /** The same list with another value of that name. */
  public QueueAddress with(String name, String value) {
    Map<String, String> other = new LinkedHashMap<>(parts);
    other.put(name, value);
    return read(one -> other.containsKey(one) ? new String[] {other.get(one)} : null);
  }

  /** The same list with nothing said about that. */
  public QueueAddress without(String name) {
    return with(name, "");
  }

  public Queue queue() {
    return Queue.of(get("queue"));
  }

  /** The columns beside priority and request. */
  public List<String> columns() {
    return list("cols").isEmpty() ? List.of(SHOWN.split(",")) : list("cols");
  }

  public boolean shows(String column) {
    return columns().contains(column);
  }

  /** Whether open requests alone are shown, as long as nothing else is said. */
  public boolean isStatusChosen(RequestStatus status) {
    return statuses().isEmpty() || statuses().contains(status);
  }

  private Set<RequestStatus> statuses() {
    if (get("status").isEmpty()) {
      return QueueFilter.OPEN;
    }
    return has("status", ANY)
        ? Set.of()
        : list("status").stream()
            .map(key -> RequestStatus.valueOf(key.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(RequestStatus.class)));
  }

  /**
   * The keys of the order as they stand in the address: changed, or -changed for the last first.
   */
  public List<String> order() {
    return list("sort").isEmpty() ? List.of(SORTED) : list("sort");
  }

  /** The key of the order at that place, for a form; empty when there is none. */
  public String order(int place) {
    return place < order().size() ? order().get(place) : "";
  }

  /**
   * What the list asks the domain for.
   *
   * @param viewer who "me" is
   * @param zone whose days the period means
   */
  public QueueFilter filter(Viewer viewer, ZoneId zone) {
    String whose = get("assignee");
    return new QueueFilter(
        queue(),
        statuses(),
        list("priority").stream()
            .map(key -> Priority.valueOf(key.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Priority.class))),
        orNull("type"),
        "me".equals(whose) ? viewer.personId() : uuid("nobody".equals(whose) ? "" : whose),
        "nobody".equals(whose),
        uuid(get("team")),
        orNull("organization"),
        orNull("tag"),
        OVERDUE.equals(get("due")),
        begin(get("from"), zone),
        end(get("to"), zone),
        orNull("q"),
        order().stream().map(QueueAddress::order).toList(),
        null,
        new OutcomeParts(this, zone).outcome());
  }

  private static QueueOrder order(String key) {
    boolean descending = key.startsWith("-");
    return new QueueOrder(
        QueueOrder.Key.valueOf(key.substring(descending ? 1 : 0).toUpperCase(Locale.ROOT)),
        descending);
  }

  private String orNull(String name) {
    return parts.get(name);
  }

  private static UUID uuid(String key) {
    return key.isEmpty() ? null : UUID.fromString(key);
  }

  /** When that day begins; null when none is said. */
  static Instant begin(String day, ZoneId zone) {
    return day.isEmpty() ? null : LocalDate.parse(day).atStartOfDay(zone).toInstant();
  }

  /** When that day is over; null when none is said. */
  static Instant end(String day, ZoneId zone) {
    return day.isEmpty() ? null : LocalDate.parse(day).plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** What is said under one name. */
  public record Part(String name, String value) {}

  /** What is said under these names, separated by commas: for a form that asks for the others. */
  public List<Part> only(String names) {
    return Stream.of(names.split(","))
        .filter(parts::containsKey)
        .map(name -> new Part(name, parts.get(name)))
        .toList();
  }

  /** What is said under all other names: for a form that asks for these. */
  public List<Part> but(String names) {
    Set<String> asked = Set.of(names.split(","));
    return parts.entrySet().stream()
        .filter(part -> !asked.contains(part.getKey()))
        .map(part -> new Part(part.getKey(), part.getValue()))
        .toList();
  }

  /** The part of the address behind the question mark. */
  public String query() {
    return parts.entrySet().stream()
        .map(
            part ->
                part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
