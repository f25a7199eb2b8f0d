package org.guichet.portal.access;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.PhaseId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.MessageFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.ResourceBundle;
import org.guichet.portal.shared.Reader;

/**
 * What a page does when its form was sent too late, or when an ajax request fails. An expired view
 * comes back as a fresh page with a word about it. A failed ajax request keeps the page as it is,
 * everything typed included, and says so; Faces' own answer would name classes and show nothing.
 * All else goes on to {@link Failures}.
 */
class CalmExceptionHandler extends ExceptionHandlerWrapper {
  CalmExceptionHandler(ExceptionHandler wrapped) {
    super(wrapped);
  }

  @Override
  public void handle() {
    FacesContext faces = FacesContext.getCurrentInstance();
    Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
    while (events.hasNext()) {
      Throwable failure = events.next().getContext().getException();
      boolean ajax = faces.getPartialViewContext().isAjaxRequest();
      if (isExpired(failure)) {
        comeBack(faces, text("notice.expired"));
      } else if (ajax && !faces.getExternalContext().isResponseCommitted()) {
        failCalmly(faces, failure);
      } else {
        break;
      }
      events.remove();
    }
    super.handle();
  }

  private static boolean isExpired(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ViewExpiredException) {
        return true;
      }
    }
    return false;
  }

  private static void failCalmly(FacesContext faces, Throwable failure) {
    HttpServletRequest request = (HttpServletRequest) faces.getExternalContext().getRequest();
    Refusals refusals = CDI.current().select(Refusals.class).get();
    int status = refusals.status(failure);
    if (status == HttpServletResponse.SC_NOT_FOUND) {
      comeBack(faces, null);
    } else if (status == HttpServletResponse.SC_FORBIDDEN) {
      refusals.denied(request.getRequestURI());
      comeBack(faces, text("notice.notAllowed"));
    } else {
      String id = Incident.note(failure, request);
      stay(faces, text("notice.failed", id));
    }
  }

  /** Renews nothing but the notice. What was being written when it failed is thrown away. */
  private static void stay(FacesContext faces, String sentence) {
    if (faces.getCurrentPhaseId() == PhaseId.RENDER_RESPONSE || faces.getViewRoot() == null) {
      comeBack(faces, sentence);
      return;
    }
    notice().say(sentence);
    faces.getPartialViewContext().getRenderIds().add(Notice.PANEL);
    faces.renderResponse();
  }

  private static void comeBack(FacesContext faces, String sentence) {
    ExternalContext external = faces.getExternalContext();
    HttpServletRequest request = (HttpServletRequest) external.getRequest();
    PortalAddress portal = CDI.current().select(PortalAddress.class).get();
    if (sentence != null) {
      notice().say(sentence);
    }
    try {
      external.responseReset();
      CDI.current()
          .select(SecurityHeaders.class)
          .get()
          .write(request, (HttpServletResponse) external.getResponse());
      external.redirect(ReturnAddress.of(request, portal));
      faces.responseComplete();
    } catch (IOException e) {
      throw new FacesException(e);
    }
  }

  private static Notice notice() {
    return CDI.current().select(Notice.class).get();
  }

  private static String text(String key, Object... values) {
    Locale locale = CDI.current().select(Reader.class).get().getLocale();
    String pattern =
        ResourceBundle.getBundle("org.guichet.portal.access.messages", locale).getString(key);
    return new MessageFormat(pattern, locale).format(values);
  }
}
