package org.guichet.portal.work;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.guichet.access.NotVisible;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.RequestPage;
import org.guichet.portal.shared.Words;
import org.guichet.work.LinkKind;
import org.guichet.work.LinkedRequest;
import org.guichet.work.RequestLinks;

/** How the request whose page is open belongs to others. */
@Named
@RequestScoped
public class LinkEditor {
  @Inject RequestLinks links;
  @Inject RequestPage page;
  @Inject WorkDesk desk;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private LinkKind kind = LinkKind.RELATES;
  private String other = "";
  private String error = "";

  public void add() {
    String number = Numbers.clean(other);
    error = Numbers.mistake(words, number, page.getNumber());
    if (!error.isEmpty()) {
      return;
    }
    try {
      links.add(viewer.get(), page.getNumber(), kind, number);
      other = "";
      desk.refresh();
    } catch (NotVisible e) {
      error = words.of("link.none", number);
    } catch (IllegalArgumentException e) {
      error = words.of("link.tooMany", RequestLinks.MOST);
    }
  }

  /** Takes a link away; when the other request is not this viewer's any more, it stays. */
  public void remove(LinkedRequest link) {
    links.remove(viewer.get(), page.getNumber(), link.kind(), link.number());
    desk.refresh();
  }

  /** How the other request belongs to this one: blocks, is blocked by. */
  public String word(LinkedRequest link) {
    return words.of("link." + link.kind() + (link.outgoing() ? "" : ".back"));
  }

  public List<LinkKind> getKinds() {
    return LinkKind.ofPeople();
  }

  public LinkKind getKind() {
    return kind;
  }

  public void setKind(LinkKind kind) {
    this.kind = kind;
  }

  public String getOther() {
    return other;
  }

  public void setOther(String other) {
    this.other = other;
  }

  public String getError() {
    return error;
  }
}
