package org.guichet.portal.macro;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.guichet.macro.Macro;
import org.guichet.portal.request.Statuses;
import org.guichet.portal.shared.Words;

/** What a macro does, in words. */
@Named
@RequestScoped
public class MacroWords {
  @Inject Words words;
  @Inject Statuses statuses;

  /** In one line, such as: Status: Solved · Tag: parts · Reply. */
  public String summary(Macro macro) {
    List<String> parts = new ArrayList<>();
    if (macro.status() != null) {
      parts.add(words.of("bulk.what.STATUS", statuses.word(macro.status(), "staff")));
    }
    if (macro.priority() != null) {
      parts.add(words.of("macros.does.priority", words.of("priority." + macro.priority())));
    }
    if (macro.assign() != null) {
      parts.add(words.of("macros.does." + macro.assign()));
    }
    macro.tags().forEach(tag -> parts.add(words.of("macros.does.tag", tag)));
    if (macro.say() != null) {
      parts.add(words.of("macros.does." + macro.say()));
    }
    return String.join(" · ", parts);
  }
}
