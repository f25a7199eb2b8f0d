package org.guichet.portal.request;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.attachment.Attachment;
import org.guichet.attachment.Attachments;
import org.guichet.portal.access.CurrentViewer;

/**
 * A file of a request, /files/{id}, to whoever may see the request. It is always saved, never shown
 * as a page of ours.
 */
@WebServlet("/files/*")
public class FileServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Attachments attachments;
  @Inject private transient CurrentViewer viewer;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Attachment file = attachments.find(viewer.get(), id(request.getPathInfo()));
    response.setContentType(file.mediaType());
    response.setContentLengthLong(file.size());
    response.setHeader(
        "Content-Disposition", "attachment; filename*=UTF-8''" + encoded(file.name()));
    response.setHeader("X-Content-Type-Options", "nosniff");
    try (InputStream content = attachments.open(file.id())) {
      content.transferTo(response.getOutputStream());
    }
  }

  private static UUID id(String path) {
    try {
      return UUID.fromString(path == null ? "" : path.substring(1));
    } catch (IllegalArgumentException notOurs) {
      throw new NotVisible("file", path);
    }
  }

  /** RFC 8187: a blank is %20, not a plus. */
  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
