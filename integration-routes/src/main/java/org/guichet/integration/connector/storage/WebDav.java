package org.guichet.integration.connector.storage;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.guichet.integration.connector.AttachedFiles;

/**
 * Storage behind WebDAV (RFC 4918), as {@code #webdav}. Camel's HTTP component knows none of its
 * methods; this uses the same client below it.
 */
@ApplicationScoped
@Named("webdav")
public class WebDav extends Storage {
  private static final Timeout CONNECT = Timeout.ofSeconds(3);
  private static final Timeout ANSWER = Timeout.ofSeconds(10);

  static final RequestConfig REQUEST =
      RequestConfig.custom()
          .setConnectionRequestTimeout(CONNECT)
          .setResponseTimeout(ANSWER)
          .build();

  private CloseableHttpClient http;

  protected WebDav() {}

  @Inject
  public WebDav(AttachedFiles attachments) {
    super(attachments);
    this.http = client();
  }

  private static CloseableHttpClient client() {
    ConnectionConfig connection =
        ConnectionConfig.custom()
            .setConnectTimeout(CONNECT)
            .setSocketTimeout(ANSWER)
            .setTimeToLive(TimeValue.ofMinutes(1))
            .build();
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(connection)
                .setMaxConnPerRoute(20)
                .setMaxConnTotal(100)
                .build())
        .setDefaultRequestConfig(REQUEST)
        .disableAutomaticRetries() // the ledger alone repeats
        .disableRedirectHandling() // credentials go to the address that IT gave, and nowhere else
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  @PreDestroy
  public void close() {
    http.close(CloseMode.GRACEFUL);
  }

  @Override
  FolderStore open(Exchange call) {
    return new WebDavFolders(
        http,
        Setting.of(call, "baseUrl"),
        Setting.of(call, "user"),
        Setting.of(call, "password"),
        Setting.of(call, "webUrl"),
        Setting.of(call, "traceparent"));
  }
}
