package org.guichet.simulator;

import jakarta.json.JsonObject;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A mail as it arrived.
 *
 * @param unsubscribe address by which its reader ends mails like it; "" when it names none
 * @param files names of what came with it
 */
record Mail(
    String id,
    String to,
    String from,
    String subject,
    String sentAt,
    String text,
    String unsubscribe,
    boolean oneClick,
    List<String> files) {

  static Mail of(MimeMessage message) {
    try {
      List<String> files = new ArrayList<>();
      return new Mail(
          header(message, "Message-ID"),
          address(message.getRecipients(Message.RecipientType.TO)[0]),
          header(message, "From"),
          String.valueOf(message.getSubject()),
          message.getSentDate().toInstant().toString(),
          text(message, files),
          header(message, "List-Unsubscribe").replaceAll("[<>\\s]", ""),
          header(message, "List-Unsubscribe-Post").equals("List-Unsubscribe=One-Click"),
          files);
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("an unreadable mail", e);
    }
  }

  private static String address(jakarta.mail.Address address) {
    return address instanceof InternetAddress internet ? internet.getAddress() : address.toString();
  }

  private static String header(MimeMessage message, String name) throws MessagingException {
    String value = message.getHeader(name, ", ");
    return value == null ? "" : value;
  }

  private static String text(Part part, List<String> files) throws MessagingException, IOException {
    if (!(part.getContent() instanceof Multipart parts)) {
      return part.getContent().toString();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart one = parts.getBodyPart(i);
      if (one.getFileName() == null) {
        text.append(text(one, files));
      } else {
        files.add(jakarta.mail.internet.MimeUtility.decodeText(one.getFileName()));
      }
    }
    return text.toString();
  }

  JsonObject toJson() {
    return JsonText.object()
        .add("id", id)
        .add("to", to)
        .add("subject", subject)
        .add("text", text)
        .add("unsubscribe", unsubscribe)
        .add("oneClick", oneClick)
        .build();
  }
}
