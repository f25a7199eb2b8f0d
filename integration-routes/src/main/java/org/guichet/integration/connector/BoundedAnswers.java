package org.guichet.integration.connector;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Cuts off what a system answers when it becomes too much to keep in memory, whatever length it
 * announced and however well it was compressed.
 */
final class BoundedAnswers implements ExecChainHandler {
  /** More than any record or list of records; files do not come this way. */
  static final int MOST_BYTES = 8 * 1024 * 1024;

  /** The answer is longer than that. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLong() {
      super("more than " + MOST_BYTES + " bytes");
    }
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    ClassicHttpResponse response = chain.proceed(request, scope);
    if (response.getEntity() != null) {
      response.setEntity(new Bounded(response.getEntity()));
    }
    return response;
  }

  private static final class Bounded extends HttpEntityWrapper {
    private Bounded(HttpEntity entity) {
      super(entity);
    }

    @Override
    public InputStream getContent() throws IOException {
      InputStream content = super.getContent();
      return content == null ? null : new Counted(content);
    }
  }

  private static final class Counted extends FilterInputStream {
    private long left = MOST_BYTES;

    private Counted(InputStream content) {
      super(content);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) {
        count(1);
      }
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read > 0) {
        count(read);
      }
      return read;
    }

    private void count(int read) throws TooLong {
      left -= read;
      if (left < 0) {
        throw new TooLong();
      }
    }
  }
}
