package org.guichet.portal.profile;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.guichet.notification.NotificationChoices;
import org.guichet.portal.access.CurrentViewer;

/**
 * Keeps how the reader wants to be told and goes back to the profile; what makes no sense is shown
 * there again as it was typed, with the reason.
 */
@WebServlet("/profile/save")
public class ProfileServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient NotificationChoices choices;
  @Inject private transient CurrentViewer viewer;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.sendRedirect(request.getContextPath() + "/profile"); // after a sign-in in between
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    UUID person = viewer.get().personId();
    TypedChoices typed =
        TypedChoices.read(request::getParameter, viewer.isStaff(), choices.of(person));
    try {
      choices.keep(person, typed.wanted());
      response.sendRedirect(request.getContextPath() + "/profile?saved=yes#told");
    } catch (TypedChoices.Unclear unclear) {
      show(unclear.getMessage(), typed, request, response);
    } catch (NotificationChoices.UnknownZone unknown) {
      show("profile.quiet.zone.unknown", typed, request, response);
    }
  }

  private static void show(
      String error, TypedChoices typed, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.setAttribute(ProfilePage.TYPED, typed);
    request.setAttribute(ProfilePage.ERROR, error);
    request.getRequestDispatcher("/profile.xhtml").forward(request, response);
  }
}
