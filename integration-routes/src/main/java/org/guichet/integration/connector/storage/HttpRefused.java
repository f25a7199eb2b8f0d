package org.guichet.integration.connector.storage;

import java.io.IOException;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;

/** An answer that is no success, told like those of Camel's HTTP component. */
final class HttpRefused extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  HttpRefused(String uri, int status, Map<String, String> headers, String body) {
    super(new HttpOperationFailedException(uri, status, null, null, headers, body));
    this.status = status;
  }

  int status() {
    return status;
  }
}
