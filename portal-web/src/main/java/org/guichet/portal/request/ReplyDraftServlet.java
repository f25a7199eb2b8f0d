package org.guichet.portal.request;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.conversation.ReplyDrafts;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;

/**
 * Keeps a reply while it is typed: PUT /drafts/reply?number=…&amp;draft=… with the text. It answers
 * with when it was kept, in the reader's words. Not through the page's view, so that an ended
 * session does not throw the writer out in mid-sentence.
 */
@WebServlet("/drafts/reply")
public class ReplyDraftServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient ReplyDrafts drafts;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient Words words;

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.setCharacterEncoding("UTF-8");
    String number = String.valueOf(request.getParameter("number"));
    String text = read(request.getReader());
    if (text.length() > ReplyDrafts.LONGEST) {
      response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    Optional<Instant> at = drafts.save(viewer.get(), number, draft(request), text);
    if (at.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_CONFLICT); // another window has sent or written it
      return;
    }
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(words.of("composer.saved", words.clock(at.get())));
  }

  /** As much as can be kept, and one character more, which tells that there is more. */
  private static String read(Reader content) throws IOException {
    char[] buffer = new char[ReplyDrafts.LONGEST + 1];
    int length = 0;
    for (int read = 0; read >= 0 && length < buffer.length; length += Math.max(read, 0)) {
      read = content.read(buffer, length, buffer.length - length);
    }
    return new String(buffer, 0, length);
  }

  private static UUID draft(HttpServletRequest request) {
    String draft = String.valueOf(request.getParameter("draft"));
    try {
      return UUID.fromString(draft);
    } catch (IllegalArgumentException notOurs) {
      throw new NotVisible("draft", draft);
    }
  }
}
