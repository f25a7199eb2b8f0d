package org.guichet.integration.connector.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a mail of a mailbox as JSON, {@code {id, from, to, subject, text, inReplyTo, references,
 * auto, attachments}}. The Kamelet mail-source knows it as {@code #mailReader}. Anybody writes
 * mails: what is malformed in one is left out, nothing of it makes reading fail.
 */
@ApplicationScoped
@Named("mailReader")
public class MailReader {
  private static final int MOST_ID = 200;
  private static final int MOST_SUBJECT = 500;
  private static final int MOST_REFERENCES = 50;

  /** Headers in which mail servers say whom they delivered to, beside those of the sender. */
  private static final List<String> ADDRESSEES =
      List.of("To", "Cc", "Delivered-To", "X-Original-To");

  /** The mail as JSON. */
  public String read(Message mail) throws MessagingException {
    MailContent content = MailContent.of(mail);
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", id(mail, content))
            .add("from", String.join(", ", addresses(mail, "From")))
            .add("to", Json.createArrayBuilder(addressees(mail)))
            .add("subject", bounded(subject(mail), MOST_SUBJECT))
            .add("text", content.text())
            .add("references", Json.createArrayBuilder(references(mail)))
            .add("auto", AutomaticMail.is(mail));
    String answered = header(mail, "In-Reply-To");
    if (!answered.isEmpty()) {
      json.add("inReplyTo", answered);
    }
    return json.add("attachments", files(content)).build().toString();
  }

  private static JsonArrayBuilder files(MailContent content) {
    JsonArrayBuilder files = Json.createArrayBuilder();
    content
        .files()
        .forEach(
            file ->
                files.add(
                    Json.createObjectBuilder()
                        .add("name", file.name())
                        .add("content", file.base64())));
    return files;
  }

  /** Its Message-ID, by which the inbox knows it again; a mail without one is known by itself. */
  private static String id(Message mail, MailContent content) throws MessagingException {
    String given = header(mail, "Message-ID");
    return given.isEmpty() || given.length() > MOST_ID
        ? digest(given + header(mail, "Date") + header(mail, "From") + content.text())
        : given;
  }

  private static String digest(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private static Set<String> addressees(Message mail) throws MessagingException {
    Set<String> all = new LinkedHashSet<>();
    for (String header : ADDRESSEES) {
      all.addAll(addresses(mail, header));
    }
    return all;
  }

  private static List<String> addresses(Message mail, String header) throws MessagingException {
    String[] lines = mail.getHeader(header);
    List<String> addresses = new ArrayList<>();
    for (String line : lines == null ? new String[0] : lines) {
      try {
        for (InternetAddress address : InternetAddress.parseHeader(line, false)) {
          addresses.add(address.getAddress());
        }
      } catch (AddressException e) {
        continue; // no address of anybody
      }
    }
    return addresses;
  }

  private static List<String> references(Message mail) throws MessagingException {
    List<String> all =
        Arrays.stream(header(mail, "References").split("\\s+"))
            .filter(id -> !id.isEmpty())
            .toList();
    return all.subList(Math.max(0, all.size() - MOST_REFERENCES), all.size());
  }

  private static String subject(Message mail) throws MessagingException {
    String subject = mail.getSubject(); // decoded
    return subject == null ? "" : OutgoingMail.line(subject);
  }

  private static String header(Message mail, String name) throws MessagingException {
    String[] lines = mail.getHeader(name);
    return lines == null ? "" : OutgoingMail.line(lines[0]);
  }

  private static String bounded(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
