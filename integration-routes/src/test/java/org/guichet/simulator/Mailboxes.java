package org.guichet.simulator;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The mailboxes of everybody: a mail server that takes any mail, keeps it in memory and sends
 * nothing on, and pages to read what came.
 */
final class Mailboxes implements AutoCloseable {
  private static final int NEWEST = 200;
  private static final long PATIENCE_MILLIS = 20_000;

  private final GreenMail server;

  private Mailboxes(int port) {
    ServerSetup smtp = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    smtp.setServerStartupTimeout(PATIENCE_MILLIS);
    server = new GreenMail(smtp);
    server.start();
  }

  /**
   * Opens them.
   *
   * @param port for SMTP; 0 for a free one
   */
  static Mailboxes open(int port) {
    return new Mailboxes(port);
  }

  int port() {
    return server.getSmtp().getPort();
  }

  @Override
  public void close() {
    server.stop();
  }

  /**
   * What arrived, the newest first.
   *
   * @param to only for that address; null for everybody
   */
  List<Mail> mails(String to) {
    List<Mail> mails =
        Arrays.stream(server.getReceivedMessages())
            .map(Mail::of)
            .filter(mail -> to == null || mail.to().equalsIgnoreCase(to))
            .collect(Collectors.toList());
    Collections.reverse(mails);
    return mails.subList(0, Math.min(NEWEST, mails.size()));
  }

  Answer answer(Call call) {
    String to = call.query("to");
    return switch (call.segment(1)) {
      case "" -> Answer.html(200, MailPage.list(mails(null), to));
      case "_sim" ->
          Answer.json(200, JsonText.array("mails", mails(to).stream().map(Mail::toJson).toList()));
      default ->
          mails(null).stream()
              .filter(mail -> mail.id().equals(call.segment(1)))
              .findFirst()
              .map(mail -> Answer.html(200, MailPage.one(mail)))
              .orElseGet(() -> Answer.html(404, MailPage.none()));
    };
  }
}
