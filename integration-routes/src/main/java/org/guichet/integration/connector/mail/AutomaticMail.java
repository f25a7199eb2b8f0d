package org.guichet.integration.connector.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Locale;

/**
 * Tells what machines write from what people write (RFC 3834, and what was used before it). To
 * answer or to believe a machine may go on for ever.
 */
final class AutomaticMail {
  private static final List<String> BULK = List.of("bulk", "junk", "list", "auto_reply");
  private static final List<String> DAEMONS = List.of("mailer-daemon@", "postmaster@");

  private AutomaticMail() {}

  static boolean is(Message mail) throws MessagingException {
    String submitted = header(mail, "Auto-Submitted");
    String from = header(mail, "From");
    return !submitted.isEmpty() && !submitted.equals("no")
        || BULK.contains(header(mail, "Precedence"))
        || !header(mail, "List-Id").isEmpty()
        || !header(mail, "X-Autoreply").isEmpty()
        || !header(mail, "X-Autorespond").isEmpty()
        || header(mail, "Return-Path").equals("<>")
        || mail.isMimeType("multipart/report")
        || DAEMONS.stream().anyMatch(from::contains)
        || isOurs(mail);
  }

  /** Our own mails carry their sender as X-Loop. */
  private static boolean isOurs(Message mail) throws MessagingException {
    String loop = header(mail, "X-Loop");
    return !loop.isEmpty() && header(mail, "From").contains(loop);
  }

  private static String header(Message mail, String name) throws MessagingException {
    String[] lines = mail.getHeader(name);
    return lines == null ? "" : lines[0].strip().toLowerCase(Locale.ROOT);
  }
}
