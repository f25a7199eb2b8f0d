package org.guichet.integration.connector.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.function.Function;
import org.guichet.shared.JsonText;

/**
 * A mail as the mapping asks for it: plain text to one person, with files. Its Message-ID is ours
 * and the same for every repeat, so that a mail that comes twice is known as one.
 */
final class OutgoingMail extends MimeMessage {
  private final String id;

  private OutgoingMail(Session session, String id) {
    super(session);
    this.id = id;
  }

  /**
   * Writes it.
   *
   * @param order {@code {to, name?, subject, text, replyToken?, auto?, unsubscribe?, files?}}
   * @param sender whom it comes from, and where answers go
   * @param key the same for every repeat
   * @param first Message-ID of the first mail about this request; null when this is it
   * @param files opens a file by its id
   */
  static OutgoingMail of(
      Session session,
      JsonObject order,
      Sender sender,
      String key,
      String first,
      Function<String, InputStream> files)
      throws MessagingException {
    OutgoingMail mail = new OutgoingMail(session, sender.messageId(key));
    mail.setFrom(sender.from());
    mail.setRecipient(Message.RecipientType.TO, addressee(order));
    mail.setReplyTo(sender.replyTo(JsonText.string(order, "replyToken")));
    mail.setSubject(line(text(order, "subject")), UTF_8.name());
    mail.setSentDate(new Date());
    if (first != null && !first.equals(mail.id)) {
      mail.setHeader("In-Reply-To", line(first));
      mail.setHeader("References", line(first));
    }
    mail.setHeader("X-Loop", sender.from().getAddress());
    if (order.getBoolean("auto", true)) {
      mail.setHeader("Auto-Submitted", "auto-generated");
      mail.setHeader("X-Auto-Response-Suppress", "All");
    }
    mail.offerEnd(line(text(order, "unsubscribe")));
    mail.fill(text(order, "text").replace("\0", ""), order.get("files"), files);
    mail.saveChanges();
    return mail;
  }

  /** How its reader's mail program can end mails like this one (RFC 8058). */
  private void offerEnd(String address) throws MessagingException {
    if (!address.isEmpty()) {
      setHeader("List-Unsubscribe", "<" + address.replaceAll("[<>\\s]", "") + ">");
      setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }

  /** Its addressee, strictly one: a mail to two could reach one and be repeated for both. */
  private static InternetAddress addressee(JsonObject order) throws AddressException {
    InternetAddress to = new InternetAddress(line(text(order, "to")), true);
    try {
      to.setPersonal(line(text(order, "name")), UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e); // every Java platform has UTF-8
    }
    return to;
  }

  private void fill(String text, JsonValue attached, Function<String, InputStream> files)
      throws MessagingException {
    if (!(attached instanceof JsonArray list) || list.isEmpty()) {
      setText(text, UTF_8.name());
      return;
    }
    MimeBodyPart words = new MimeBodyPart();
    words.setText(text, UTF_8.name());
    MimeMultipart parts = new MimeMultipart(words);
    for (JsonObject file : list.getValuesAs(JsonObject.class)) {
      parts.addBodyPart(part(file, files));
    }
    setContent(parts);
  }

  private static MimeBodyPart part(JsonObject file, Function<String, InputStream> files)
      throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    String type = line(text(file, "mediaType"));
    String name = line(text(file, "name"));
    part.setDataHandler(new DataHandler(new StoredFile(name, type, text(file, "id"), files)));
    try {
      part.setFileName(jakarta.mail.internet.MimeUtility.encodeText(name, UTF_8.name(), null));
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e); // every Java platform has UTF-8
    }
    part.setDisposition(Part.ATTACHMENT);
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  /** Opened each time anew: mail code looks at a file before it sends it. */
  private record StoredFile(
      String name, String type, String id, Function<String, InputStream> files)
      implements DataSource {

    @Override
    public InputStream getInputStream() {
      return files.apply(id);
    }

    @Override
    public OutputStream getOutputStream() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getContentType() {
      return type.isBlank() ? "application/octet-stream" : type;
    }

    @Override
    public String getName() {
      return name;
    }
  }

  private static String text(JsonObject json, String name) {
    String text = JsonText.string(json, name);
    return text == null ? "" : text;
  }

  /** A header is one line: what somebody typed must not begin another. */
  static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }
}
