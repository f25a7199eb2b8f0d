package org.guichet.portal.brand;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** The company's accent colour and logo, /brand/accent.css and /brand/logo, for everybody. */
@WebServlet(urlPatterns = "/brand/*", loadOnStartup = 1)
public class BrandServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String A_DAY = "public, max-age=86400";

  @Inject private transient Brand brand;

  /** At the start, so that what cannot be used is said then and not to the first visitor. */
  @Override
  public void init() {
    brand.getVersion();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = String.valueOf(request.getPathInfo());
    if (path.equals("/accent.css") && brand.isColoured()) {
      send(response, "text/css;charset=UTF-8", brand.sheet().getBytes(StandardCharsets.UTF_8));
    } else if (path.equals("/logo") && brand.isMarked()) {
      send(response, brand.kind(), Files.readAllBytes(brand.logo().orElseThrow()));
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void send(HttpServletResponse response, String kind, byte[] content)
      throws IOException {
    response.setContentType(kind);
    response.setHeader("Cache-Control", A_DAY);
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }
}
