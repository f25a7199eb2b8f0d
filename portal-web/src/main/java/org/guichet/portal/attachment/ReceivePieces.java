package org.guichet.portal.attachment;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.guichet.attachment.Attachments;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.shared.Settings;
import org.primefaces.component.fileupload.FileUpload;
import org.primefaces.component.fileupload.NativeFileUploadDecoder;
import org.primefaces.model.file.UploadedFile;

/**
 * How PrimeFaces receives large files piece by piece, with an owner and a limit: named in web.xml
 * by {@code primefaces.UPLOADER}. Pages refuse a file that is too large before it is sent
 * (form.js); who sends it all the same fails here.
 */
public class ReceivePieces extends NativeFileUploadDecoder {
  /** As web.xml calls it. */
  static final String NAME = "guichet";

  private static final Duration KEPT = Duration.ofDays(1);

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public String generateFileInfoKey(HttpServletRequest request) {
    String id = request.getParameter("X-File-Id");
    return PieceFolder.name(id == null ? String.valueOf(request.getHeader("X-File-Id")) : id);
  }

  @Override
  public String getUploadDirectory(HttpServletRequest request) {
    try {
      return folder(request).of(person()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void decodeContentRange(FileUpload upload, HttpServletRequest request, UploadedFile piece)
      throws IOException {
    String range = getContentRange(request);
    PieceFolder folder = folder(request);
    if (range.startsWith("bytes 0-")) {
      folder.sweep(Instant.now().minus(KEPT));
    }
    if (total(range) > Attachments.MOST_BYTES) {
      throw new IOException("a file of " + range + " is too large");
    }
    if (folder.bytes(person()) + piece.getSize() > settings().unsentBytes()) {
      throw new IOException("too many files of one person are on their way");
    }
    super.decodeContentRange(upload, request, piece);
  }

  /** Of {@code bytes 0-1999999/5000000} the last number. */
  static long total(String range) {
    String total = range.replaceFirst(".*/", "");
    return total.matches("\\d{1,15}") ? Long.parseLong(total) : Long.MAX_VALUE;
  }

  private PieceFolder folder(HttpServletRequest request) {
    return new PieceFolder(Path.of(super.getUploadDirectory(request), "pieces"));
  }

  private static String person() {
    return CDI.current().select(CurrentViewer.class).get().getKey();
  }

  private static Settings settings() {
    return CDI.current().select(Settings.class).get();
  }
}
