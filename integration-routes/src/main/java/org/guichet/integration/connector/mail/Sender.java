package org.guichet.integration.connector.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/**
 * Whom our mails come from.
 *
 * @param from address, with a name if wanted
 * @param mailbox the one that answers go to; null when nobody reads answers
 */
record Sender(InternetAddress from, InternetAddress mailbox) {

  static Sender of(String from, String mailbox) throws AddressException {
    return new Sender(
        new InternetAddress(OutgoingMail.line(from), true),
        mailbox == null ? null : new InternetAddress(OutgoingMail.line(mailbox), true));
  }

  /** Unique in the world as long as keys are unique here. */
  String messageId(String key) {
    return "<" + key.replaceAll("[^A-Za-z0-9._-]", "-") + "@" + domain(from.getAddress()) + ">";
  }

  /**
   * The mailbox with the token behind a plus sign (subaddressing, RFC 5233), so that the answer
   * says itself what it is about; null for answers to the sender.
   */
  InternetAddress[] replyTo(String token) throws AddressException {
    if (mailbox == null) {
      return null;
    }
    String address = mailbox.getAddress();
    if (token != null && !token.isBlank()) {
      String name = address.substring(0, address.lastIndexOf('@'));
      address = name + "+" + token + "@" + domain(address);
    }
    return new InternetAddress[] {new InternetAddress(address, true)};
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
