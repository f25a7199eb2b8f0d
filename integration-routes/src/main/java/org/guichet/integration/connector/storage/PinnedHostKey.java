package org.guichet.integration.connector.storage;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.security.MessageDigest;
import java.util.Base64;

/** The one key that the server may show. Nothing is learned, nothing is asked. */
final class PinnedHostKey implements HostKeyRepository {
  private final String type;
  private final byte[] key;

  private PinnedHostKey(String type, byte[] key) {
    this.type = type;
    this.key = key;
  }

  /** As in a file {@code .pub}: the kind, the key, and perhaps a comment. */
  static PinnedHostKey of(String line) {
    String[] parts = line.strip().split("\\s+");
    return new PinnedHostKey(parts[0], Base64.getDecoder().decode(parts[1]));
  }

  /** A server with several keys is asked for this one. */
  String algorithms() {
    return type.equals("ssh-rsa") ? "rsa-sha2-512,rsa-sha2-256" : type;
  }

  @Override
  public int check(String host, byte[] shown) {
    return MessageDigest.isEqual(key, shown) ? OK : CHANGED;
  }

  @Override
  public void add(HostKey shown, UserInfo user) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(String host, String type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(String host, String type, byte[] shown) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return "pinned";
  }

  @Override
  public HostKey[] getHostKey() {
    return new HostKey[0];
  }

  @Override
  public HostKey[] getHostKey(String host, String type) {
    return new HostKey[0];
  }
}
