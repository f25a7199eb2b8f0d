package org.guichet.portal.catalogue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Locale;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.FormField;
import org.guichet.inquiry.Lookups;
import org.guichet.inquiry.Offer;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.customer.WhoAsks;
import org.guichet.portal.shared.Reader;

/**
 * What a lookup field offers for what was typed (lookup.js), outside of Faces: no view waits for a
 * company system, and neither does a thread of the server.
 */
@WebServlet(urlPatterns = "/lookup", asyncSupported = true)
public class LookupServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(LookupServlet.class.getName());

  /** Longer than any question's own limit. */
  private static final long MOST_MILLIS = 30_000;

  @Inject private transient Catalogue catalogue;
  @Inject private transient Lookups lookups;
  @Inject private transient WhoAsks whoAsks;
  @Inject private transient PreviewForm previewForm;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient Reader reader;
  @Resource private transient ManagedExecutorService executor;

  /** Asks now, and answers when there is an answer or none will come any more. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    Viewer asker = whoAsks.of(request.getParameter("customer"), parameter(request, "type"));
    Locale language = reader.getLocale();
    Lookups.Asked asked = lookups.ask(asker, field(request), parameter(request, "q"));
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    AsyncContext later = request.startAsync();
    later.setTimeout(MOST_MILLIS);
    asked
        .end()
        .whenCompleteAsync((nothing, failure) -> answer(later, asker, asked, language), executor);
  }

  private FormField field(HttpServletRequest request) {
    String key = parameter(request, "field");
    return form(request).fields().stream()
        .filter(field -> field.kind() == FieldKind.LOOKUP && field.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new NotVisible("field", key));
  }

  /** What customers are asked, or what a supervisor looks at. */
  private Form form(HttpServletRequest request) {
    String preview = parameter(request, "preview");
    String service = parameter(request, "type");
    return preview.isEmpty()
        ? catalogue.find(service).form()
        : previewForm.of(viewer.get(), service, preview).form();
  }

  private static String parameter(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }

  private void answer(AsyncContext later, Viewer asker, Lookups.Asked asked, Locale language) {
    try {
      Offer offer = lookups.offer(asker, asked);
      write(later.getResponse(), offer, new LookupWords(language).of(asked, offer, Instant.now()));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "A page was not told what it can offer: {0}", e.getMessage());
      ((HttpServletResponse) later.getResponse())
          .setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    } finally {
      later.complete();
    }
  }

  private static void write(ServletResponse response, Offer offer, String says) throws IOException {
    JsonArrayBuilder options = Json.createArrayBuilder();
    offer
        .options()
        .forEach(
            option ->
                options.add(
                    Json.createObjectBuilder()
                        .add("value", option.value())
                        .add("label", option.label())));
    String answer =
        Json.createObjectBuilder().add("options", options).add("says", says).build().toString();
    response.getWriter().write(answer);
  }
}
