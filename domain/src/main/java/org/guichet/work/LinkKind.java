package org.guichet.work;

import java.util.List;

/** How a request belongs to another one, read from the first to the second. */
public enum LinkKind {
  RELATES,
  DUPLICATES,
  BLOCKS,
  /** It goes on in the other one. */
  MERGED,
  /** The other one was a part of it. */
  SPLIT;

  /** Those that people make and take away themselves. */
  public static List<LinkKind> ofPeople() {
    return List.of(RELATES, DUPLICATES, BLOCKS);
  }

  public boolean isOfPeople() {
    return ofPeople().contains(this);
  }
}
