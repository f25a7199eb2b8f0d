package org.guichet.integration.connector.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Properties;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.guichet.integration.connector.PemTls;

/**
 * A mail server that takes our mails.
 *
 * @param security none, starttls or tls; a server that does not offer what is asked for is not used
 * @param user null: it is used without signing in
 * @param tls whom to trust
 */
record SmtpServer(
    String host, int port, String security, String user, String password, PemTls tls) {
  private static final String CONNECT_MILLIS = "3000";
  private static final String ANSWER_MILLIS = "10000";

  /**
   * How it is spoken to.
   *
   * @throws SSLException when this Java cannot speak TLS
   * @throws org.guichet.integration.connector.UnusableProperty when the trusted authority is none
   */
  Session session() throws IOException {
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    properties.put("mail.smtp.timeout", ANSWER_MILLIS);
    properties.put("mail.smtp.writetimeout", ANSWER_MILLIS);
    properties.put("mail.smtp.auth", String.valueOf(user != null));
    properties.put("mail.smtp.starttls.enable", String.valueOf(isStartTls()));
    properties.put("mail.smtp.starttls.required", String.valueOf(isStartTls()));
    properties.put("mail.smtp.ssl.enable", String.valueOf(security.equals("tls")));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    if (!security.equals("none")) {
      properties.put("mail.smtp.ssl.socketFactory", trusting());
    }
    // One refused address is a refused mail; half of one would be sent twice.
    properties.put("mail.smtp.sendpartial", "false");
    return Session.getInstance(properties);
  }

  private SSLSocketFactory trusting() throws IOException {
    try {
      return tls.createSSLContext(null).getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new SSLException(e);
    }
  }

  private boolean isStartTls() {
    return security.equals("starttls");
  }

  void send(Session session, Message mail, Address to) throws MessagingException {
    try (Transport transport = connect(session)) {
      transport.sendMessage(mail, new Address[] {to});
    }
  }

  /** Signs in and leaves again. */
  void probe() throws MessagingException, IOException {
    connect(session()).close();
  }

  private Transport connect(Session session) throws MessagingException {
    Transport transport = session.getTransport("smtp");
    transport.connect(host, port, user, password);
    return transport;
  }
}
