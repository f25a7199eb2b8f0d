package org.guichet.erasure;

import java.io.Serializable;
import java.util.List;

/**
 * What carrying out an erasure would do now.
 *
 * @param obstacles why it cannot be carried out yet; empty when it can
 * @param effect what would go and stay
 */
public record ErasurePlan(List<Obstacle> obstacles, ErasureReport effect) implements Serializable {

  public boolean isPossible() {
    return obstacles.isEmpty();
  }
}
