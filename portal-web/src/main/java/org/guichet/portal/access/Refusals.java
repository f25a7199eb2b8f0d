package org.guichet.portal.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletResponse;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.audit.AuditTrail;

/** Which answer a refusal of the domain gets, and the entry in the audit trail that it leaves. */
@ApplicationScoped
class Refusals {
  private static final int LONGEST_ID = 200;

  @Inject private AuditTrail audit;
  @Inject private CurrentViewer viewer;

  /** 404 and 403 for the domain's refusals, 500 for all else. */
  int status(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotVisible hidden) {
        record("access.not-visible", hidden.type(), hidden.id());
        return HttpServletResponse.SC_NOT_FOUND;
      }
      if (cause instanceof NotAllowed) {
        return HttpServletResponse.SC_FORBIDDEN;
      }
    }
    return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }

  /**
   * Somebody was kept out, by a role, by the domain or because another site had sent the request.
   */
  void denied(String address) {
    record("access.not-allowed", "page", address);
  }

  private void record(String action, String type, String id) {
    String asked = String.valueOf(id);
    String shortened = asked.length() > LONGEST_ID ? asked.substring(0, LONGEST_ID) : asked;
    if (viewer.isSignedIn()) {
      audit.record(viewer.get(), action, type, shortened);
    } else {
      audit.record("nobody", action, type, shortened, JsonValue.EMPTY_JSON_OBJECT);
    }
  }
}
