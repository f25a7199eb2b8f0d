package org.guichet.integration.connector;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions and tokens that Kamelets got by signing in, so that not every call signs in anew: {@code
 * #signIns} in a Kamelet. They live in this process only, for one version of one connector.
 */
public final class SignIns {
  private final Map<String, String> kept = new ConcurrentHashMap<>();

  /**
   * What was kept; null when nothing was, or it was forgotten.
   *
   * @param connectorId the Kamelet's parameter {@code {{connectorId}}}
   */
  public String get(String connectorId) {
    return kept.get(connectorId);
  }

  /** Keeps it for the calls to come. */
  public void keep(String connectorId, String signIn) {
    kept.put(connectorId, signIn);
  }

  /** Forgets it, unless another call has signed in anew meanwhile. */
  void forget(String connectorId, String signIn) {
    kept.remove(connectorId, signIn);
  }

  /** Forgets whatever was kept for it. */
  void forget(String connectorId) {
    kept.remove(connectorId);
  }
}
