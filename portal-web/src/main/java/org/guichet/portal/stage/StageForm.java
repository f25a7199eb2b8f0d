package org.guichet.portal.stage;

import jakarta.faces.model.SelectItem;
import jakarta.faces.model.SelectItemGroup;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.shared.LocalizedText;
import org.guichet.stage.Decider;
import org.guichet.stage.Refused;
import org.guichet.stage.Refused.Problem;
import org.guichet.stage.ServiceStages;
import org.guichet.stage.StageDraft;
import org.guichet.stage.StageKind;
import org.guichet.stage.StagesOfServices;
import org.guichet.stage.StagesOfServices.Choice;

/** One stage of a service, as the supervisor types it. What is wrong stays typed. */
@Named
@ViewScoped
public class StageForm implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject StagesOfServices stagesOfServices;
  @Inject ServiceStages serviceStages;
  @Inject CurrentViewer viewer;
  @Inject StagesPage page;
  @Inject Reader reader;
  @Inject Words words;

  private StageDraft seen;
  private String english = "";
  private String french = "";
  private StageKind kind = StageKind.APPROVAL;
  private String who = "";
  private String remind = "";
  private List<SelectItem> deciders = List.of();
  private List<Problem> problems = List.of();
  private String notice = "";

  /**
   * Shows a stage as it is now.
   *
   * @param stage its key; any other text for a new one
   */
  public void load(String service, String stage) {
    seen =
        stage != null && stage.matches("\\d{1,18}")
            ? stagesOfServices
                .find(viewer.get(), service, Long.parseLong(stage))
                .orElse(StageDraft.empty(service))
            : StageDraft.empty(service);
    english = seen.english();
    french = seen.french();
    kind = seen.kind();
    who = seen.decider() + ":" + seen.who();
    remind = seen.remind();
    deciders =
        List.of(
            new SelectItem(Decider.MANAGER + ":", words.of("stages.who.MANAGER")),
            group(Decider.PERSON, stagesOfServices.people(viewer.get()), Choice::name),
            group(Decider.TEAM, stagesOfServices.teams(viewer.get()), Choice::name),
            group(Decider.SYSTEM, stagesOfServices.systems(viewer.get()), this::system));
    problems = List.of();
    notice = "";
  }

  private SelectItemGroup group(
      Decider decider, List<Choice> choices, Function<Choice, String> name) {
    SelectItem[] items =
        choices.stream()
            .map(choice -> new SelectItem(decider + ":" + choice.key(), name.apply(choice)))
            .toArray(SelectItem[]::new);
    return new SelectItemGroup(words.of("stages.who." + decider), null, false, items);
  }

  private String system(Choice choice) {
    return LocalizedText.parse(choice.name()).in(reader.getLocale());
  }

  /** Keeps it; what is wrong is said beside it. */
  public void save() {
    notice = "";
    try {
      serviceStages.save(viewer.get(), draft());
      load(seen.type(), "");
      page.refresh();
      notice = words.of("stages.kept");
    } catch (Refused refused) {
      problems = refused.problems();
    }
  }

  private StageDraft draft() {
    String[] chosen = who.split(":", 2);
    return new StageDraft(
        seen.type(),
        seen.id(),
        seen.version(),
        english,
        french,
        kind,
        Decider.valueOf(chosen[0]),
        chosen[1],
        remind);
  }

  /** What is wrong there; empty when nothing is. */
  public String problem(String field) {
    return problems.stream()
        .filter(problem -> problem.field().equals(field))
        .map(problem -> words.of("stages.wrong." + problem.what()))
        .collect(Collectors.joining(" "));
  }

  public boolean isRefused() {
    return !problems.isEmpty();
  }

  /** Whether the service asks for it already. */
  public boolean isKept() {
    return seen != null && seen.id() != null;
  }

  /** What was done; empty when nothing was. */
  public String getNotice() {
    return notice;
  }

  public List<SelectItem> getDeciders() {
    return deciders;
  }

  public StageKind[] getKinds() {
    return StageKind.values();
  }

  public String getEnglish() {
    return english;
  }

  public void setEnglish(String english) {
    this.english = english;
  }

  public String getFrench() {
    return french;
  }

  public void setFrench(String french) {
    this.french = french;
  }

  public StageKind getKind() {
    return kind;
  }

  public void setKind(StageKind kind) {
    this.kind = kind;
  }

  public String getWho() {
    return who;
  }

  public void setWho(String who) {
    this.who = who;
  }

  public String getRemind() {
    return remind;
  }

  public void setRemind(String remind) {
    this.remind = remind;
  }
}
