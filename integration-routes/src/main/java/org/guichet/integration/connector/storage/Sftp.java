package org.guichet.integration.connector.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.ConnectException;
import org.apache.camel.Exchange;
import org.guichet.integration.connector.AttachedFiles;

/**
 * Storage behind SFTP, as {@code #sftp}. It signs in for each call, with a key or a password, and
 * only at the server whose key IT has pinned.
 */
@ApplicationScoped
@Named("sftp")
public class Sftp extends Storage {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int SILENCE_MILLIS = 5_000;
  private static final int MOST_SILENCES = 2;

  protected Sftp() {}

  @Inject
  public Sftp(AttachedFiles attachments) {
    super(attachments);
  }

  @Override
  FolderStore open(Exchange call) throws IOException {
    Session session = session(call);
    try {
      session.connect(CONNECT_MILLIS);
      ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
      channel.connect(CONNECT_MILLIS);
      return new SftpFolders(
          session, channel, Setting.of(call, "folder"), Setting.of(call, "webUrl"));
    } catch (JSchException e) {
      session.disconnect();
      throw notConnected(e);
    }
  }

  private static Session session(Exchange call) throws IOException {
    String privateKey = Setting.of(call, "privateKey");
    String password = Setting.of(call, "password");
    try {
      JSch ssh = new JSch();
      if (privateKey != null) {
        String passphrase = Setting.of(call, "privateKeyPassword");
        ssh.addIdentity(
            "guichet",
            (privateKey.strip() + "\n").getBytes(UTF_8),
            null,
            passphrase == null ? null : passphrase.getBytes(UTF_8));
      }
      Session session =
          ssh.getSession(
              Setting.of(call, "user"),
              Setting.of(call, "host"),
              Integer.parseInt(Setting.of(call, "port")));
      PinnedHostKey pinned = PinnedHostKey.of(Setting.of(call, "hostKey"));
      session.setHostKeyRepository(pinned);
      session.setConfig("server_host_key", pinned.algorithms());
      session.setConfig("StrictHostKeyChecking", "yes");
      session.setConfig(
          "PreferredAuthentications",
          privateKey == null ? "password,keyboard-interactive" : "publickey");
      session.setPassword(password == null ? null : password.getBytes(UTF_8));
      // A server that says nothing any more is given up.
      session.setServerAliveInterval(SILENCE_MILLIS);
      session.setServerAliveCountMax(MOST_SILENCES);
      return session;
    } catch (JSchException e) {
      throw StoreProblem.credentials("The private key cannot be read.", e);
    }
  }

  /** The library tells most of its failures by their words only. */
  private static IOException notConnected(JSchException e) {
    String words = String.valueOf(e.getMessage());
    if (e instanceof JSchHostKeyException) {
      return StoreProblem.credentials(
          "The server shows another host key than the one that is pinned. Somebody may be listening:"
              + " ask its administrator before you change the host key here.",
          e);
    }
    if (words.startsWith("Algorithm negotiation fail: algorithmName=\"server_host_key\"")) {
      return StoreProblem.credentials("The server has no host key of the kind that is pinned.", e);
    }
    if (words.startsWith("Auth ") || words.startsWith("USERAUTH")) {
      return StoreProblem.credentials("It did not let us sign in.", e);
    }
    if (words.startsWith("timeout: socket")) {
      ConnectException unreachable = new ConnectException(words);
      unreachable.initCause(e);
      return unreachable;
    }
    return new IOException(e);
  }
}
