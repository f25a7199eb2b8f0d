package org.guichet.story;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Stories come after the other tests, and the one that kills the portal again and again comes last.
 */
public final class StoriesLast implements ClassOrderer {
  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(
            Comparator.<ClassDescriptor>comparingInt(
                    type -> turn(type.getTestClass().getSimpleName()))
                .thenComparing(type -> type.getTestClass().getName()));
  }

  private static int turn(String name) {
    if (name.equals("CrashST")) {
      return 2;
    }
    return name.endsWith("ST") ? 1 : 0;
  }
}
