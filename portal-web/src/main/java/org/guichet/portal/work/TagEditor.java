package org.guichet.portal.work;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.RequestPage;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestTags;

/** Puts tags on the request whose page is open, and takes them off. */
@Named
@RequestScoped
public class TagEditor {
  @Inject RequestTags tags;
  @Inject RequestPage page;
  @Inject WorkDesk desk;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String tag = "";
  private String error = "";

  public void add() {
    Optional<String> clean = RequestTags.clean(tag);
    if (clean.isEmpty()) {
      error =
          words.of(
              tag == null || tag.isBlank() ? "tags.missing" : "tags.tooLong", RequestTags.LONGEST);
      return;
    }
    try {
      tags.add(viewer.get(), page.getNumber(), clean.get());
      tag = "";
      desk.refresh();
    } catch (IllegalArgumentException e) {
      error = words.of("tags.tooMany");
    }
  }

  public void remove(String one) {
    tags.remove(viewer.get(), page.getNumber(), one);
    desk.refresh();
  }

  public String getTag() {
    return tag;
  }

  public void setTag(String tag) {
    this.tag = tag;
  }

  public String getError() {
    return error;
  }
}
