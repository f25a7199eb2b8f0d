package org.guichet.integration.connector.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a mail holds: its words as plain text, and its files. Everything in it is bounded. */
final class MailContent {
  private static final int MOST_TEXT = 100_000;

  /** Bytes of a text part that are looked at: HTML is many times what it says. */
  private static final int MOST_SOURCE = 2_000_000;

  /** Bytes of all files of a mail. Larger ones are for the portal's own upload. */
  private static final int MOST_FILES = 10 * 1024 * 1024;

  private static final int MOST_PARTS = 100;
  private static final int MOST_DEPTH = 10;

  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final List<MailFile> files = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private int parts;
  private int bytes;

  private MailContent() {}

  /** A file of a mail. */
  record MailFile(String name, byte[] content) {
    String base64() {
      return Base64.getEncoder().encodeToString(content);
    }
  }

  static MailContent of(Part mail) {
    MailContent content = new MailContent();
    content.read(mail, 0);
    return content;
  }

  /** The plain text if there is one, else that of the HTML; and which files are missing. */
  String text() {
    String words = plain.toString().isBlank() ? HtmlText.of(html.toString()) : plain.toString();
    String clean = words.replace("\r\n", "\n").replace("\0", "");
    String bounded = clean.length() <= MOST_TEXT ? clean : clean.substring(0, MOST_TEXT) + "…";
    return leftOut.isEmpty()
        ? bounded
        : bounded
            + "\n\n(Not taken over, too large or unreadable: "
            + String.join(", ", leftOut)
            + ")";
  }

  List<MailFile> files() {
    return files;
  }

  private void read(Part part, int depth) {
    if (++parts > MOST_PARTS || depth > MOST_DEPTH) {
      return;
    }
    try {
      if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart several) {
        for (int i = 0; i < several.getCount(); i++) {
          read(several.getBodyPart(i), depth + 1);
        }
      } else if (isFile(part)) {
        keep(part);
      } else if (part.isMimeType("text/html")) {
        html.append(words(part));
      } else if (part.isMimeType("text/plain") || isOfNoType(part)) {
        plain.append(words(part));
      } else {
        keep(part);
      }
    } catch (MessagingException | IOException e) {
      leftOut.add(name(part)); // malformed; the rest of the mail counts
    }
  }

  private static boolean isFile(Part part) throws MessagingException {
    return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || part.getFileName() != null;
  }

  private static boolean isOfNoType(Part part) throws MessagingException {
    try {
      new ContentType(part.getContentType());
      return false;
    } catch (ParseException e) {
      return true;
    }
  }

  private static String words(Part part) throws MessagingException, IOException {
    try (InputStream content = part.getInputStream()) {
      return new String(content.readNBytes(MOST_SOURCE), charset(part));
    }
  }

  /** What it says of itself; what nobody knows is read as UTF-8. */
  private static Charset charset(Part part) throws MessagingException {
    try {
      String named = new ContentType(part.getContentType()).getParameter("charset");
      return named == null
          ? StandardCharsets.UTF_8
          : Charset.forName(MimeUtility.javaCharset(named.strip()));
    } catch (ParseException | IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private void keep(Part part) throws MessagingException, IOException {
    try (InputStream content = part.getInputStream()) {
      byte[] read = content.readNBytes(MOST_FILES - bytes + 1);
      if (read.length > MOST_FILES - bytes) {
        leftOut.add(name(part));
      } else if (read.length > 0) {
        bytes += read.length;
        files.add(new MailFile(name(part), read));
      }
    }
  }

  private static String name(Part part) {
    try {
      String name = part.getFileName();
      return name == null ? "file" : OutgoingMail.line(MimeUtility.decodeText(name));
    } catch (MessagingException | UnsupportedEncodingException e) {
      return "file";
    }
  }
}
