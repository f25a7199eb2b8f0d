package org.guichet.integration.connector.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.guichet.integration.connector.AttachedFiles;
import org.guichet.integration.connector.PemTls;
import org.guichet.shared.JsonText;

/**
 * Sends one mail, as the exchange's properties and body say. The Kamelet mail-action knows it as
 * {@code #smtp}.
 */
@ApplicationScoped
@Named("smtp")
public class SmtpMailer {
  private AttachedFiles attachments;

  protected SmtpMailer() {}

  @Inject
  public SmtpMailer(AttachedFiles attachments) {
    this.attachments = attachments;
  }

  /**
   * Sends it.
   *
   * @return a receipt that names the mail by its Message-ID, or what the server said against it
   * @throws IOException when the server cannot be spoken to
   */
  public String deliver(Exchange call) throws IOException {
    JsonObject order = JsonText.object(call.getMessage().getBody(String.class));
    SmtpServer server = server(call);
    Session session = server.session();
    try {
      Message mail = write(call, session, order);
      server.send(session, mail, mail.getAllRecipients()[0]);
      return Json.createObjectBuilder()
          .add("externalId", mail.getHeader("Message-ID")[0])
          .add("externalStatus", "sent")
          .build()
          .toString();
    } catch (AddressException e) {
      return MailProblem.refused("This is no mail address: " + e.getRef() + ".");
    } catch (MessagingException e) {
      return MailProblem.of(e);
    }
  }

  private Message write(Exchange call, Session session, JsonObject order)
      throws MessagingException {
    return OutgoingMail.of(
        session,
        order,
        Sender.of(setting(call, "from"), setting(call, "mailbox")),
        setting(call, "idempotencyKey"),
        setting(call, "externalId"),
        attachments::open);
  }

  /** Connects and signs in, and sends nothing. */
  public String probe(Exchange call) throws IOException {
    try {
      server(call).probe();
      return "{}";
    } catch (MessagingException e) {
      return MailProblem.of(e);
    }
  }

  private static SmtpServer server(Exchange call) {
    PemTls tls = new PemTls();
    tls.setAuthority(setting(call, "authority"));
    return new SmtpServer(
        setting(call, "host"),
        Integer.parseInt(setting(call, "port")),
        setting(call, "security"),
        setting(call, "username"),
        setting(call, "password"),
        tls);
  }

  /** Null when it was left out. */
  private static String setting(Exchange call, String name) {
    String value = call.getProperty(name, String.class);
    return value == null || value.isBlank() ? null : value;
  }
}
