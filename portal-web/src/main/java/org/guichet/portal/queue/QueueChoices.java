package org.guichet.portal.queue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.Service;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.Statuses;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.queue.Colleagues;
import org.guichet.queue.QueueOrder;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestTags;

/** What can be chosen in the queue's filter and menus, and what is chosen, in words. */
@Named
@RequestScoped
public class QueueChoices {
  @Inject QueuePage page;
  @Inject Catalogue catalogue;
  @Inject Colleagues colleagues;
  @Inject RequestTags requestTags;
  @Inject Statuses statuses;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;
  @Inject Words words;

  private List<Service> services;
  private List<Colleagues.Named> named;
  private List<String> tags;

  /**
   * One thing that the filter says.
   *
   * @param name in the address
   * @param text in words
   * @param without the address that does not say it
   */
  public record Chip(String name, String text, String without) {}

  /** What narrows or widens the queue. */
  public List<Chip> getChips() {
    List<Chip> chips = new ArrayList<>();
    QueueAddress address = page.getAddress();
    for (String name :
        List.of(
            "status",
            "priority",
            "type",
            "assignee",
            "team",
            "organization",
            "tag",
            "due",
            "from",
            "to",
            "answered-from",
            "answered-to",
            "solved-from",
            "solved-to",
            "promise",
            "decided-from",
            "decided-to",
            "delivery",
            "q")) {
      if (!address.get(name).isEmpty()) {
        chips.add(
            new Chip(
                name,
                words.of("queue.chip", words.of("queue.filter." + name), said(name)),
                address.without(name).query()));
      }
    }
    return chips;
  }

  private String said(String name) {
    String value = page.getAddress().get(name);
    return switch (name) {
      case "status" -> "any".equals(value) ? words.of("queue.any") : each(value, this::status);
      case "priority" -> each(value, key -> words.of("priority." + key.toUpperCase(Locale.ROOT)));
      case "type" ->
          getServices().stream()
              .filter(service -> service.key().equals(value))
              .map(service -> service.name().in(reader.getLocale()))
              .findFirst()
              .orElse(value);
      case "assignee" ->
          List.of("me", "nobody").contains(value) ? words.of("queue." + value) : nameOf(value);
      case "team" -> nameOf(value);
      case "due" -> words.of("queue.due." + value);
      case "promise", "delivery" -> words.of("queue." + name + "." + value);
      case "from",
          "to",
          "answered-from",
          "answered-to",
          "solved-from",
          "solved-to",
          "decided-from",
          "decided-to" ->
          words.date(LocalDate.parse(value));
      default -> value;
    };
  }

  private static String each(String values, UnaryOperator<String> word) {
    return Arrays.stream(values.split(",")).map(word).collect(Collectors.joining(", "));
  }

  private String status(String key) {
    return statuses.word(RequestStatus.valueOf(key.toUpperCase(Locale.ROOT)), "staff");
  }

  private String nameOf(String key) {
    return named().stream()
        .filter(one -> one.id().toString().equals(key))
        .map(Colleagues.Named::name)
        .findFirst()
        .orElse("?");
  }

  public RequestStatus[] getStatuses() {
    return RequestStatus.values();
  }

  public Priority[] getPriorities() {
    return Priority.values();
  }

  /** The value's name in addresses. */
  public String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** A priority as bars: one for low, four for urgent. */
  public int bars(Priority priority) {
    return priority.ordinal() + 1;
  }

  /** What a list can be ordered by, each way: changed, -changed and so on. */
  public List<String> getOrders() {
    return Arrays.stream(QueueOrder.Key.values())
        .flatMap(key -> Stream.of("-" + key.key(), key.key()))
        .toList();
  }

  public List<String> getColumns() {
    return QueueAddress.COLUMNS;
  }

  public List<Service> getServices() {
    if (services == null) {
      services = catalogue.all();
    }
    return services;
  }

  public List<String> getTags() {
    if (tags == null) {
      tags = requestTags.known();
    }
    return tags;
  }

  public List<Colleagues.Named> getTeams() {
    return named().stream().filter(Colleagues.Named::team).toList();
  }

  public List<Colleagues.Named> getPeople() {
    return named().stream().filter(one -> !one.team()).toList();
  }

  private List<Colleagues.Named> named() {
    if (named == null) {
      named = colleagues.of(viewer.get());
    }
    return named;
  }
}
