package org.guichet.dashboard;

import java.time.LocalDate;
import org.guichet.dashboard.DashboardFilter.Part;

/** How many days ago an open request was sent. */
public enum Age {
  TODAY(0, 0),
  DAYS_3(1, 3),
  DAYS_7(4, 7),
  DAYS_30(8, 30),
  OLDER(31, 0);

  private final int least;
  private final int most;

  Age(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** The days on which those of that age were sent; the first of the oldest is null. */
  public Part sent(LocalDate today) {
    return new Part(this == OLDER ? null : today.minusDays(most), today.minusDays(least));
  }
}
