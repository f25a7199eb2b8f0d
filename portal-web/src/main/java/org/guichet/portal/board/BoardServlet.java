package org.guichet.portal.board;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.request.ChangedMeanwhile;
import org.guichet.request.IllegalTransition;
import org.guichet.request.RequestDesk;
import org.guichet.request.RequestStatus;

/**
 * Moves a card: {@code move=R-2026-000123:4:SOLVED} is the request, its version as the viewer saw
 * it, and the column. Answered by the board anew, which says what came of it.
 */
@WebServlet("/board/do")
public class BoardServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int PARTS = 3;

  @Inject private transient RequestDesk desk;
  @Inject private transient CurrentViewer viewer;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] move = Objects.requireNonNullElse(request.getParameter("move"), "").split(":", -1);
    String said = move.length == PARTS ? move(move[0], move[1], move[2]) : "nothing";
    response.sendRedirect(
        request.getContextPath()
            + "/board?"
            + BoardAddress.read(request::getParameterValues).query()
            + "&column="
            + BoardAddress.column(request.getParameter("column")).name().toLowerCase(Locale.ROOT)
            + "&said="
            + said
            + "&number="
            + URLEncoder.encode(move[0], StandardCharsets.UTF_8));
  }

  private String move(String number, String seen, String to) {
    try {
      desk.changeStatus(viewer.get(), number, RequestStatus.valueOf(to), Long.parseLong(seen));
      return "moved";
    } catch (ChangedMeanwhile somebodyWasFirst) {
      return "changed";
    } catch (IllegalTransition noSuchStep) {
      return "step";
    } catch (NotVisible | NotAllowed notHis) {
      return "hidden";
    } catch (IllegalArgumentException notOurs) {
      return "nothing";
    }
  }
}
