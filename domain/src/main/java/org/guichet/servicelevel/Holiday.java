package org.guichet.servicelevel;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;

/** A day on which the company does not work. */
public record Holiday(LocalDate day, String name) implements Serializable, Comparable<Holiday> {
  @Override
  public int compareTo(Holiday other) {
    return Comparator.comparing(Holiday::day).thenComparing(Holiday::name).compare(this, other);
  }
}
