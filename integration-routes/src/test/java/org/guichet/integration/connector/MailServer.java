package org.guichet.integration.connector;

import jakarta.mail.Address;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.guichet.peer.Peer;

/** A running mail server, as the people with mailboxes on it use it. */
final class MailServer implements AutoCloseable {
  private final Session session = Session.getInstance(new Properties());
  private final Peer peer;

  private MailServer(Peer peer) {
    this.peer = peer;
  }

  static MailServer start() throws IOException {
    return new MailServer(Peer.start("mail", Map.of()));
  }

  String host() {
    return peer.value("host");
  }

  String smtpPort() {
    return peer.value("smtp");
  }

  String imapPort() {
    return peer.value("imap");
  }

  String imapsPort() {
    return peer.value("imaps");
  }

  String smtpsPort() {
    return peer.value("smtps");
  }

  /** What it shows to who asks for TLS, in PEM: good for localhost alone. */
  String certificate() throws IOException {
    return Files.readString(Path.of(peer.value("certificate")));
  }

  String password() {
    return peer.value("password");
  }

  /** Sends a mail as it is written, headers first, to that address. */
  void send(String mail, String to) throws Exception {
    byte[] bytes =
        mail.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    MimeMessage message =
        new MimeMessage(session, new ByteArrayInputStream(bytes)) {
          @Override
          public void saveChanges() {
            saved = true; // as it is written
          }
        };
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(host(), Integer.parseInt(smtpPort()), null, null);
      transport.sendMessage(message, new Address[] {new InternetAddress(to)});
    }
  }

  /** The mails in somebody's mailbox, oldest first, whole. */
  List<MimeMessage> mails(String name) throws Exception {
    List<MimeMessage> mails = new ArrayList<>();
    try (Store store = open(name)) {
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      for (Message mail : inbox.getMessages()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ((MimeMessage) mail).writeTo(bytes);
        mails.add(new MimeMessage(session, new ByteArrayInputStream(bytes.toByteArray())));
      }
      inbox.close(false);
    }
    return mails;
  }

  /** How many mails of that mailbox nobody has read yet. */
  int unseen(String name) throws Exception {
    try (Store store = open(name)) {
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      int unseen = 0;
      for (Message mail : inbox.getMessages()) {
        unseen += mail.isSet(Flags.Flag.SEEN) ? 0 : 1;
      }
      inbox.close(false);
      return unseen;
    }
  }

  private Store open(String name) throws MessagingException {
    Store store = session.getStore("imap");
    store.connect(host(), Integer.parseInt(imapPort()), name, password());
    return store;
  }

  @Override
  public void close() {
    peer.close();
  }
}
