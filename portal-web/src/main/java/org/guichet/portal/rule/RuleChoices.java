package org.guichet.portal.rule;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.faces.model.SelectItemGroup;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.Statuses;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.rule.Assign;
import org.guichet.rule.Rule;
import org.guichet.rule.RuleEvent;
import org.guichet.rule.Rules;
import org.guichet.rule.Rules.Choice;
import org.guichet.rule.Rules.ChoiceKind;
import org.guichet.rule.Tell;
import org.guichet.shared.LocalizedText;

/** What the lists of a rule's form offer, read once a request. */
@Named
@RequestScoped
public class RuleChoices {
  @Inject Rules rules;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;
  @Inject Words words;
  @Inject Statuses statuses;

  private List<Choice> all;

  private List<SelectItem> of(ChoiceKind kind, String prefix) {
    if (all == null) {
      all = rules.choices(viewer.get());
    }
    return all.stream()
        .filter(choice -> choice.kind() == kind)
        .map(choice -> new SelectItem(prefix + choice.key(), name(choice)))
        .toList();
  }

  private String name(Choice choice) {
    boolean localized = choice.kind() == ChoiceKind.SERVICE || choice.kind() == ChoiceKind.CHANNEL;
    return localized ? LocalizedText.parse(choice.name()).in(reader.getLocale()) : choice.name();
  }

  private List<SelectItem> optional(String none, List<SelectItem> items) {
    List<SelectItem> list = new ArrayList<>();
    list.add(new SelectItem("", words.of(none)));
    list.addAll(items);
    return list;
  }

  public List<SelectItem> getEvents() {
    return Stream.of(RuleEvent.values())
        .map(event -> new SelectItem(event.type(), words.of("rules.event." + event)))
        .toList();
  }

  public List<SelectItem> getServices() {
    return optional("rules.any", of(ChoiceKind.SERVICE, ""));
  }

  public List<SelectItem> getOrganizations() {
    return optional("rules.any", of(ChoiceKind.ORGANIZATION, ""));
  }

  public List<SelectItem> getChannels() {
    List<SelectItem> channels = new ArrayList<>();
    channels.add(new SelectItem(Rule.PORTAL, words.of("rules.portal")));
    channels.addAll(of(ChoiceKind.CHANNEL, ""));
    return optional("rules.any", channels);
  }

  /** For conditions and actions alike. */
  public List<SelectItem> priorities(String none) {
    return optional(
        none,
        Stream.of(Priority.values())
            .map(one -> new SelectItem(one.name(), words.of("priority." + one)))
            .toList());
  }

  /** For conditions and actions alike. */
  public List<SelectItem> statuses(String none) {
    return optional(
        none,
        Stream.of(RequestStatus.values())
            .map(one -> new SelectItem(one.name(), statuses.word(one, "staff")))
            .toList());
  }

  public List<SelectItem> getAssignments() {
    List<SelectItem> groups = new ArrayList<>();
    for (Assign assign : Assign.values()) {
      ChoiceKind kind = assign == Assign.PERSON ? ChoiceKind.PERSON : ChoiceKind.TEAM;
      SelectItem[] items = of(kind, assign + ":").toArray(SelectItem[]::new);
      groups.add(new SelectItemGroup(words.of("rules.assign." + assign), null, false, items));
    }
    return optional("rules.assign.keep", groups);
  }

  public List<SelectItem> getTold() {
    return optional(
        "rules.tell.nobody",
        Stream.of(Tell.values())
            .map(one -> new SelectItem(one.name(), words.of("rules.tell." + one)))
            .toList());
  }

  public List<SelectItem> getFlows() {
    return optional("rules.flow.none", of(ChoiceKind.FLOW, ""));
  }
}
