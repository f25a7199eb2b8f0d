package org.guichet.integration.connector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * TLS of one connector out of texts in PEM, as Kamelets have them among their properties: what we
 * show, and whom we trust. Empty texts leave Java's own. The system is verified in any case.
 */
public class PemTls extends SSLContextParameters {
  private static final String BEGIN_KEY = "-----BEGIN PRIVATE KEY-----";
  private static final String END_KEY = "-----END PRIVATE KEY-----";
  private static final char[] NO_PASSWORD = {};

  private String certificate;
  private String privateKey;
  private String authority;

  public void setCertificate(String certificate) {
    this.certificate = certificate;
  }

  public void setPrivateKey(String privateKey) {
    this.privateKey = privateKey;
  }

  public void setAuthority(String authority) {
    this.authority = authority;
  }

  @Override
  public SSLContext createSSLContext(CamelContext camel)
      throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown(), trusted(), null);
    return context;
  }

  private KeyManager[] shown() throws GeneralSecurityException, IOException {
    if (isBlank(certificate) && isBlank(privateKey)) {
      return null;
    }
    Collection<? extends Certificate> chain = certificates("client certificate", certificate);
    PrivateKey key = key();
    if (!belongsTo(chain.iterator().next(), key)) {
      throw new UnusableProperty("The key does not belong to the client certificate", null);
    }
    KeyStore store = emptyStore();
    store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(new Certificate[0]));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    return keys.getKeyManagers();
  }

  /** What the key signs, the certificate must confirm: nobody else compares the two. */
  private static boolean belongsTo(Certificate certificate, PrivateKey key) {
    try {
      Signature signature =
          Signature.getInstance(
              switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> key.getAlgorithm();
              });
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // not even of the same kind
    }
  }

  private TrustManager[] trusted() throws GeneralSecurityException, IOException {
    if (isBlank(authority)) {
      return null;
    }
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate trusted : certificates("trusted authority", authority)) {
      store.setCertificateEntry("authority-" + number++, trusted);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(String which, String pem) {
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(
                      String.valueOf(pem).getBytes(StandardCharsets.US_ASCII)));
      if (!found.isEmpty()) {
        return found;
      }
    } catch (GeneralSecurityException e) {
      throw new UnusableProperty("The " + which + " is no certificate in PEM", e);
    }
    throw new UnusableProperty("The " + which + " is no certificate in PEM", null);
  }

  /** A key does not say of which kind it is: the factories do. */
  private PrivateKey key() {
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(bytes());
    for (String kind : new String[] {"RSA", "EC", "Ed25519"}) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        continue; // of another kind
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e); // every Java has these
      }
    }
    throw new UnusableProperty("The key of the client certificate is of an unknown kind", null);
  }

  private byte[] bytes() {
    String pem = String.valueOf(privateKey);
    int begin = pem.indexOf(BEGIN_KEY);
    int end = pem.indexOf(END_KEY);
    if (begin < 0 || end < begin) {
      throw new UnusableProperty(
          "The key of the client certificate is not in PEM, PKCS #8, unencrypted", null);
    }
    try {
      return Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN_KEY.length(), end));
    } catch (IllegalArgumentException e) {
      throw new UnusableProperty("The key of the client certificate is damaged", e);
    }
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }
}
