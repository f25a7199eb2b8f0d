package org.guichet.macro;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.request.Property;
import org.guichet.request.RequestDesk;
import org.guichet.request.RequestProperties;
import org.guichet.request.RequestTags;
import org.guichet.template.FillTemplates;

/** Does to one request what a macro says, all of it or nothing. */
@ApplicationScoped
public class ApplyMacro {
  private Macros macros;
  private RequestProperties properties;
  private RequestTags tags;
  private RequestDesk desk;
  private FillTemplates templates;

  protected ApplyMacro() {}

  @Inject
  public ApplyMacro(
      Macros macros,
      RequestProperties properties,
      RequestTags tags,
      RequestDesk desk,
      FillTemplates templates) {
    this.macros = macros;
    this.properties = properties;
    this.tags = tags;
    this.desk = desk;
    this.templates = templates;
  }

  /**
   * Does it. To another team it goes last: the viewer may not see it there any more.
   *
   * @param seen the version of the request that the viewer saw when he decided
   * @throws NotVisible when he does not see the request at the desk
   * @throws MacroGone when he may not use the macro, or not its template
   * @throws org.guichet.request.ChangedMeanwhile when the request is not that version any more
   * @throws org.guichet.request.IllegalTransition when its status cannot follow the one it has
   * @throws org.guichet.request.NotInTeam when it cannot be that person's
   * @throws IllegalArgumentException when it has as many tags as a request can have
   */
  @Transactional
  public void apply(Viewer viewer, String number, UUID key, long seen) {
    Macro macro = macros.find(viewer, key).orElseThrow(() -> new MacroGone(key.toString()));
    properties.begin(viewer, number, seen, macro.name());
    if (macro.status() != null) {
      properties.set(viewer, number, Property.STATUS, macro.status().name());
    }
    if (macro.priority() != null) {
      properties.set(viewer, number, Property.PRIORITY, macro.priority().name());
    }
    macro.tags().forEach(tag -> tags.add(viewer, number, tag));
    say(viewer, number, macro);
    give(viewer, number, macro);
  }

  private void say(Viewer viewer, String number, Macro macro) {
    if (macro.say() == null) {
      return;
    }
    String text = text(viewer, number, macro);
    if (macro.say() == Macro.Say.REPLY) {
      desk.reply(viewer, number, text);
    } else {
      desk.note(viewer, number, text);
    }
  }

  private String text(Viewer viewer, String number, Macro macro) {
    try {
      return templates.one(viewer, number, macro.template());
    } catch (NotVisible e) { // the template: the request is locked by now
      throw new MacroGone(macro.name());
    }
  }

  private void give(Viewer viewer, String number, Macro macro) {
    if (macro.assign() == null) {
      return;
    }
    switch (macro.assign()) {
      case ME -> properties.set(viewer, number, Property.ASSIGNEE, viewer.personId().toString());
      case NOBODY -> properties.set(viewer, number, Property.ASSIGNEE, "");
      case PERSON -> properties.set(viewer, number, Property.ASSIGNEE, macro.toPerson().toString());
      case TEAM -> properties.set(viewer, number, Property.TEAM, macro.toTeam().toString());
    }
  }
}
