package org.guichet.portal.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/** One sentence for the top of the next page: why it is not what was expected. */
@Named("notice")
@RequestScoped
public class Notice {
  private static final String ATTRIBUTE = "guichet.notice";

  /** The panel of the frame that shows the notice; ajax answers may add it to what they renew. */
  static final String PANEL = "page-notice";

  @Inject private HttpServletRequest request;

  private String text;
  private boolean read;

  /** Says it on this page if it is still to be written, else on the next. */
  void say(String sentence) {
    text = sentence;
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.setAttribute(ATTRIBUTE, sentence);
    }
  }

  /** Empty when there is nothing to say. Who reads it has shown it. */
  public String getText() {
    HttpSession session = request.getSession(false);
    if (!read && session != null) {
      read = true;
      Object waiting = session.getAttribute(ATTRIBUTE);
      if (waiting != null) {
        session.removeAttribute(ATTRIBUTE);
        text = waiting.toString();
      }
    }
    return text;
  }
}
