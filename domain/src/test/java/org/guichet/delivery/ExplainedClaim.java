package org.guichet.delivery;

import java.util.Collections;
import java.util.List;
import org.guichet.shared.Database;
import org.jdbi.v3.core.Handle;

/** A claim as PostgreSQL explains it, by the plan that the ledger lets it keep, and rolled back. */
public final class ExplainedClaim {
  private static final String PREPARE =
      "prepare explained(int[], int[], bigint, text) as "
          + DeliveryLedger.CLAIM
              .replace(":connectors", "$1")
              .replace(":budgets", "$2")
              .replace(":lease", "$3")
              .replace(":node", "$4");

  private ExplainedClaim() {}

  /**
   * Claims for 40 s, in a transaction of its own.
   *
   * @param budget of each of the connectors
   * @return what {@code explain (analyze, buffers, format json)} says
   */
  public static String of(Handle handle, List<Integer> connectors, int budget) {
    handle.begin();
    try {
      Database.keepPlans(handle);
      handle.execute(PREPARE);
      String claim =
          "explain (analyze, buffers, format json) execute explained('%s', '%s', 40000, 'a')"
              .formatted(array(connectors), array(Collections.nCopies(connectors.size(), budget)));
      return handle.createQuery(claim).mapTo(String.class).one();
    } finally {
      handle.rollback();
      handle.execute("deallocate explained");
    }
  }

  private static String array(List<Integer> numbers) {
    return numbers.toString().replace('[', '{').replace(']', '}');
  }
}
