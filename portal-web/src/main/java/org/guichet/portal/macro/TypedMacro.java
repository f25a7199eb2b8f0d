package org.guichet.portal.macro;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.guichet.macro.Macro;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;

/** A macro as its form has it: texts, empty where nothing is chosen. */
public class TypedMacro implements Serializable {
  private static final long serialVersionUID = 1L;

  private String name = "";
  private String team = "";
  private String status = "";
  private String priority = "";
  private String assign = "";
  private String toPerson = "";
  private String toTeam = "";
  private String tags = "";
  private String say = "";
  private String template = "";

  static TypedMacro of(Macro macro) {
    TypedMacro typed = new TypedMacro();
    typed.name = macro.name();
    typed.team = text(macro.team());
    typed.status = text(macro.status());
    typed.priority = text(macro.priority());
    typed.assign = text(macro.assign());
    typed.toPerson = text(macro.toPerson());
    typed.toTeam = text(macro.toTeam());
    typed.tags = String.join(", ", macro.tags());
    typed.say = text(macro.say());
    typed.template = text(macro.template());
    return typed;
  }

  /**
   * What was typed.
   *
   * @param seen the macro that it replaces
   */
  Macro macro(Macro seen) {
    return new Macro(
        seen.id(),
        seen.version(),
        name,
        key(team),
        null,
        status.isEmpty() ? null : RequestStatus.valueOf(status),
        priority.isEmpty() ? null : Priority.valueOf(priority),
        assign.isEmpty() ? null : Macro.Assign.valueOf(assign),
        key(toPerson),
        key(toTeam),
        splitTags(),
        say.isEmpty() ? null : Macro.Say.valueOf(say),
        key(template));
  }

  private List<String> splitTags() {
    return Arrays.stream(tags.split(",")).filter(tag -> !tag.isBlank()).toList();
  }

  private static UUID key(String text) {
    return text.isEmpty() ? null : UUID.fromString(text);
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = text(name);
  }

  public String getTeam() {
    return team;
  }

  public void setTeam(String team) {
    this.team = text(team);
  }

  public String getStatus() {
    return status;
  }

  public void setStatus(String status) {
    this.status = text(status);
  }

  public String getPriority() {
    return priority;
  }

  public void setPriority(String priority) {
    this.priority = text(priority);
  }

  public String getAssign() {
    return assign;
  }

  public void setAssign(String assign) {
    this.assign = text(assign);
  }

  public String getToPerson() {
    return toPerson;
  }

  public void setToPerson(String toPerson) {
    this.toPerson = text(toPerson);
  }

  public String getToTeam() {
    return toTeam;
  }

  public void setToTeam(String toTeam) {
    this.toTeam = text(toTeam);
  }

  public String getTags() {
    return tags;
  }

  public void setTags(String tags) {
    this.tags = text(tags);
  }

  public String getSay() {
    return say;
  }

  public void setSay(String say) {
    this.say = text(say);
  }

  public String getTemplate() {
    return template;
  }

  public void setTemplate(String template) {
    this.template = text(template);
  }
}
