package org.guichet.story;

import com.microsoft.playwright.Page;

/** A keyboard and nothing else. */
final class Keys {
  private static final int MOST = 120;

  private Keys() {}

  /** Presses Tab until the element has the focus, which every person can see. */
  static void tabTo(Page tab, String selector) {
    for (int press = 0; press < MOST; press++) {
      tab.keyboard().press("Tab");
      if (Boolean.TRUE.equals(
          tab.evaluate("selector => document.activeElement.matches(selector)", selector))) {
        return;
      }
    }
    throw new AssertionError("no way to " + selector + " by Tab");
  }
}
