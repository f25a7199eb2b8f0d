package org.guichet.integration.connector.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.guichet.integration.connector.AttachedFiles;

/** Folders below one address. A file is put under another name and moved when it is complete. */
final class WebDavFolders implements FolderStore {
  private static final int MOST_WORDS = 4_000;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int CONFLICT = 409;
  private static final String PROPERTIES =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><propfind xmlns=\"DAV:\"><prop><resourcetype/>"
          + "<getcontentlength/><getlastmodified/></prop></propfind>";

  /** A refusal comes before the content is sent: else it is lost when the server hangs up. */
  private static final RequestConfig ASK_FIRST =
      RequestConfig.copy(WebDav.REQUEST).setExpectContinueEnabled(true).build();

  private final CloseableHttpClient http;
  private final String baseUrl;
  private final String authorization;
  private final String webUrl;
  private final String traceparent;

  WebDavFolders(
      CloseableHttpClient http,
      String baseUrl,
      String user,
      String password,
      String webUrl,
      String traceparent) {
    this.http = http;
    this.baseUrl = baseUrl;
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    this.webUrl = webUrl;
    this.traceparent = traceparent;
  }

  /** What is done with an answer that is a success. */
  private interface Reading<T> {
    T of(ClassicHttpResponse answer) throws IOException;
  }

  @Override
  public String path(String folder) {
    return folder;
  }

  @Override
  public String url(String path) {
    return webUrl == null ? folder(path).toString() : Setting.url(webUrl, path);
  }

  @Override
  public Optional<List<StoredFile>> list(String path) throws IOException {
    return send(
        propfind(folder(path), "1"),
        answer ->
            answer.getCode() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(MultiStatus.files(answer.getEntity().getContent())),
        NOT_FOUND);
  }

  @Override
  public void make(String path) throws IOException {
    try {
      // 405: somebody was faster, and it is there.
      send(new HttpUriRequestBase("MKCOL", folder(path)), answer -> null, NOT_ALLOWED);
    } catch (HttpRefused refused) {
      if (refused.status() == CONFLICT) {
        throw StoreProblem.later(
            "The folder of the base URL is not there: make it, or correct the base URL.", refused);
      }
      throw refused;
    }
  }

  @Override
  public void put(String path, Upload upload) throws IOException {
    String part = PartName.of(upload.name());
    try {
      send(path, part, upload);
      HttpUriRequestBase move = new HttpUriRequestBase("MOVE", file(path, part));
      move.setHeader("Destination", file(path, upload.name()).toString());
      move.setHeader("Overwrite", "T");
      send(move, answer -> null);
    } catch (HttpRefused | AttachedFiles.ContentMissing e) {
      remove(path, part); // it answers, so it can do that; after a broken call the repeat does it
      throw e;
    }
  }

  private void send(String path, String part, Upload upload) throws IOException {
    try (CheckedContent content = upload.open()) {
      HttpUriRequestBase put = new HttpUriRequestBase("PUT", file(path, part));
      put.setConfig(ASK_FIRST);
      put.setEntity(entity(upload, content));
      send(put, answer -> null);
      content.verify();
    }
  }

  private static HttpEntity entity(Upload upload, CheckedContent content) {
    long length = upload.size() == null ? -1 : upload.size();
    ContentType type = ContentType.parseLenient(upload.mediaType());
    return new InputStreamEntity(
        content, length, type == null ? ContentType.APPLICATION_OCTET_STREAM : type);
  }

  @Override
  public void tidy(String path, List<StoredFile> files) throws IOException {
    for (StoredFile file : files) {
      if (file.isPart()) {
        remove(path, file.name());
      }
    }
  }

  private void remove(String path, String name) throws IOException {
    send(new HttpUriRequestBase("DELETE", file(path, name)), answer -> null, NOT_FOUND);
  }

  @Override
  public void probe() throws IOException {
    send(propfind(URI.create(baseUrl + "/"), "0"), answer -> null);
  }

  private static HttpUriRequestBase propfind(URI uri, String depth) {
    HttpUriRequestBase propfind = new HttpUriRequestBase("PROPFIND", uri);
    propfind.setHeader("Depth", depth);
    propfind.setEntity(new StringEntity(PROPERTIES, ContentType.APPLICATION_XML));
    return propfind;
  }

  private <T> T send(HttpUriRequestBase request, Reading<T> reading, int... alsoGood)
      throws IOException {
    request.setHeader("Authorization", authorization);
    request.setHeader("traceparent", traceparent);
    return http.execute(
        request,
        answer -> {
          int status = answer.getCode();
          boolean isGood = status >= 200 && status < 300;
          for (int good : alsoGood) {
            isGood |= status == good;
          }
          if (!isGood) {
            throw refused(request, answer);
          }
          return reading.of(answer);
        });
  }

  private static HttpRefused refused(HttpUriRequestBase request, ClassicHttpResponse answer)
      throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (Header header : answer.getHeaders()) {
      headers.put(header.getName(), header.getValue());
    }
    return new HttpRefused(request.getRequestUri(), answer.getCode(), headers, words(answer));
  }

  private static String words(ClassicHttpResponse answer) throws IOException {
    return answer.getEntity() == null
        ? null
        : new String(answer.getEntity().getContent().readNBytes(MOST_WORDS), UTF_8);
  }

  private URI folder(String path) {
    return URI.create(baseUrl + "/" + Setting.encode(path) + "/");
  }

  private URI file(String path, String name) {
    return URI.create(folder(path) + Setting.encode(name));
  }

  @Override
  public void close() {
    // The client is shared by all calls.
  }
}
