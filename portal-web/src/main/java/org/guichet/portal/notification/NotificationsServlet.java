package org.guichet.portal.notification;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.guichet.notification.Notifications;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.JsonAnswer;

/**
 * How many the reader has not read, for bell.js; and that he has read one, or all, by a plain form
 * that goes back to the list.
 */
@WebServlet({"/notifications/count", "/notifications/read"})
public class NotificationsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Notifications notifications;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient UnreadBell bell;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonAnswer.write(
        response,
        Json.createObjectBuilder()
            .add("count", bell.getCount())
            .add("label", bell.getLabel())
            .build());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getParameter("all") != null) {
      notifications.readAll(viewer.get());
    } else {
      read(request.getParameter("id"));
    }
    response.sendRedirect(request.getContextPath() + "/notifications" + place(request));
  }

  private void read(String id) {
    try {
      notifications.read(viewer.get(), Long.parseLong(id));
    } catch (NumberFormatException notOurs) {
      log("not the key of a notification: it was not sent by our page");
    }
  }

  private static String place(HttpServletRequest request) {
    String before = request.getParameter("before");
    return before != null && before.matches("\\d{1,19}") ? "?before=" + before : "";
  }
}
