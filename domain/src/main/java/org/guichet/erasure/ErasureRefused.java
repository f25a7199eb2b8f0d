package org.guichet.erasure;

import java.util.List;

/** An erasure was not carried out, and nothing was changed. */
public class ErasureRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Obstacle> obstacles;

  /**
   * @param obstacles why; empty when it is not pending any more
   */
  ErasureRefused(List<Obstacle> obstacles) {
    super("the erasure is refused: " + obstacles);
    this.obstacles = List.copyOf(obstacles);
  }

  /** Why; empty when it was carried out or withdrawn meanwhile. */
  public List<Obstacle> obstacles() {
    return obstacles;
  }
}
