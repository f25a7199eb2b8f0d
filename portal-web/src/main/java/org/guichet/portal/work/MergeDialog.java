package org.guichet.portal.work;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.access.NotVisible;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.RequestPage;
import org.guichet.portal.shared.Words;
import org.guichet.request.StageInTheWay;
import org.guichet.work.MergeRequests;
import org.guichet.work.NotMergeable;

/** Lets the request whose page is open go on in another one. */
@Named
@RequestScoped
public class MergeDialog {
  @Inject MergeRequests requests;
  @Inject RequestPage page;
  @Inject WorkDesk desk;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String into = "";
  private String error = "";
  private boolean done;

  public void merge() {
    String number = Numbers.clean(into);
    error = Numbers.mistake(words, number, page.getNumber());
    if (!error.isEmpty()) {
      return;
    }
    try {
      requests.merge(viewer.get(), page.getNumber(), number);
      done = true;
      desk.refresh();
    } catch (NotVisible e) {
      error = words.of("link.none", number);
    } catch (NotMergeable e) {
      error = words.of("merge." + e.why());
    } catch (StageInTheWay e) {
      error = words.of("desk.stageInTheWay");
    }
  }

  public String getInto() {
    return into;
  }

  public void setInto(String into) {
    this.into = into;
  }

  public String getError() {
    return error;
  }

  public boolean isDone() {
    return done;
  }
}
