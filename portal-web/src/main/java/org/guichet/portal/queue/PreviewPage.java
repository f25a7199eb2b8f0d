package org.guichet.portal.queue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.guichet.access.NotVisible;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.request.RequestTags;
import org.guichet.request.RequestView;
import org.guichet.request.Requests;

/** A request in short, beside the queue. It keeps nothing: one goes through many of them. */
@Named
@RequestScoped
public class PreviewPage {
  private static final int LAST = 2;
  private static final List<ActivityKind> SAID =
      List.of(ActivityKind.SUBMITTED, ActivityKind.REPLY, ActivityKind.NOTE);

  @Inject HttpServletRequest request;
  @Inject Requests requests;
  @Inject RequestTags requestTags;
  @Inject CurrentViewer viewer;

  private RequestView view;
  private List<String> tags;

  /**
   * Reads the request.
   *
   * @throws NotVisible when the viewer does not see it at the desk
   */
  public void load() {
    String number = Objects.requireNonNullElse(request.getParameter("number"), "");
    view = requests.view(viewer.get(), number);
    if (!view.atDesk()) {
      throw new NotVisible("request", number);
    }
    tags = requestTags.of(view.id());
  }

  public RequestView getView() {
    return view;
  }

  public List<String> getTags() {
    return tags;
  }

  /** What was said last, notes too. */
  public List<TimelineEntry> getLast() {
    List<TimelineEntry> said =
        view.timeline().stream().filter(entry -> SAID.contains(entry.activityKind())).toList();
    return said.subList(Math.max(0, said.size() - LAST), said.size());
  }
}
