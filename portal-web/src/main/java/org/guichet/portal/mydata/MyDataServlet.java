package org.guichet.portal.mydata;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import org.guichet.mydata.MyDataArchive;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;

/** All that is held about the reader, as a ZIP: written while it is read. */
@WebServlet("/my-data.zip")
public class MyDataServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient MyDataArchive archive;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient Reader reader;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/zip");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"guichet-%s.zip\"".formatted(LocalDate.now(reader.getZone())));
    archive.write(viewer.get(), response.getOutputStream());
  }
}
