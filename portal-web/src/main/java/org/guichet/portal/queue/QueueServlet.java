package org.guichet.portal.queue;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.queue.BulkChanges;
import org.guichet.queue.BulkChanges.Chosen;
import org.guichet.queue.BulkChanges.NotSoMany;
import org.guichet.queue.BulkVerb;
import org.guichet.request.ChangedMeanwhile;
import org.guichet.request.RequestDesk;
import org.guichet.request.SavedViews;

/**
 * What the queue's plain forms ask for, each answered by the queue anew. The name of the button
 * says what: {@code take}, {@code cancel}, {@code save}, {@code forget}, or a verb for the chosen
 * requests.
 */
@WebServlet("/queue/do")
public class QueueServlet extends HttpServlet {
  private static final Logger LOG = System.getLogger(QueueServlet.class.getName());
  private static final long serialVersionUID = 1L;
  private static final int MOST_CHOSEN = 200;

  @Inject private transient BulkChanges changes;
  @Inject private transient RequestDesk desk;
  @Inject private transient SavedViews views;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient Reader reader;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    QueueAddress address = QueueAddress.read(request::getParameterValues);
    String said = "";
    if (request.getParameter("take") != null) {
      said = take(request.getParameter("take"));
    } else if (request.getParameter("cancel") != null) {
      said = cancel(request.getParameter("cancel"));
    } else if (request.getParameter("forget") != null) {
      forget(request.getParameter("forget"));
    } else if (request.getParameter("save") != null) {
      said = save(request, address);
    } else {
      said = change(request, address);
    }
    response.sendRedirect(request.getContextPath() + "/queue?" + address.query() + said);
  }

  /** The viewer takes that request himself; when a colleague was quicker, the row says who. */
  private String take(String number) {
    try {
      desk.take(viewer.get(), number);
      return "";
    } catch (ChangedMeanwhile e) {
      return "&said=taken";
    }
  }

  private String cancel(String id) {
    key(id).ifPresent(bulk -> changes.cancel(viewer.get(), bulk));
    return "&bulk=" + key(id).map(UUID::toString).orElse("");
  }

  private void forget(String id) {
    key(id).ifPresent(view -> views.forget(viewer.get(), view));
  }

  private String save(HttpServletRequest request, QueueAddress address) {
    boolean saved =
        views.save(
            viewer.get(),
            SavedViews.Of.QUEUE,
            request.getParameter("name"),
            address.query(),
            key(request.getParameter("share")).orElse(null));
    return saved ? "" : "&said=unsaved";
  }

  private String change(HttpServletRequest request, QueueAddress address) {
    for (BulkVerb verb : BulkVerb.values()) {
      String value = request.getParameter("to-" + verb.name().toLowerCase(Locale.ROOT));
      if (value != null) {
        try {
          return "&bulk=" + start(request, address, verb, value.strip());
        } catch (NotSoMany e) {
          return "&said=number";
        } catch (IllegalArgumentException e) {
          return "&said=value";
        }
      }
    }
    return "";
  }

  private UUID start(
      HttpServletRequest request, QueueAddress address, BulkVerb verb, String value) {
    if ("yes".equals(request.getParameter("all"))) {
      return changes.start(
          viewer.get(), address.filter(viewer.get(), reader.getZone()), verb, value);
    }
    String[] picked = request.getParameterValues("pick");
    List<Chosen> chosen =
        picked == null
            ? List.of()
            : Arrays.stream(picked).limit(MOST_CHOSEN).map(QueueServlet::chosen).toList();
    return changes.start(viewer.get(), chosen, verb, value);
  }

  /** A box's value: number and version, as R-2026-000123:4. */
  private static Chosen chosen(String pick) {
    String[] parts = pick.split(":", 2);
    return new Chosen(parts[0], Long.parseLong(parts.length < 2 ? "" : parts[1]));
  }

  private static Optional<UUID> key(String id) {
    try {
      return id == null || id.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException notOurs) {
      LOG.log(Level.DEBUG, "not a key: it was not sent by our page");
      return Optional.empty();
    }
  }
}
