package org.guichet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * A claim costs the same in a ledger of years as in a young one. {@code -Dledger.old=10000000} runs
 * it with as many old deliveries.
 */
class LedgerPlanIT {
  private static final int YOUNG = 20_000;
  private static final long OLD = Long.getLong("ledger.old", 200_000);
  private static final int RUNS = 5;

  /** The plan of a claim node by node, and how many pages it touches. */
  private record Cost(List<String> plan, long buffers, double millis) {}

  private static Cost claim(Handle handle) {
    return middle(() -> ExplainedClaim.of(handle, List.of(1, 2, 3, 4), 4));
  }

  private static Cost reap(Handle handle) {
    return middle(
        () -> {
          handle.begin();
          String explained =
              handle
                  .createQuery("explain (analyze, buffers, format json) " + DeliveryLedger.REAP)
                  .bind("most", DeliveryLedger.MOST_LOSSES)
                  .mapTo(String.class)
                  .one();
          handle.rollback();
          return explained;
        });
  }

  private static Cost middle(Supplier<String> explained) {
    List<Cost> costs = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      costs.add(cost(explained.get()));
    }
    costs.sort((one, other) -> Double.compare(one.millis(), other.millis()));
    return costs.get(RUNS / 2);
  }

  private static Cost cost(String explained) {
    try (var reader = Json.createReader(new StringReader(explained))) {
      JsonObject all = reader.readArray().getJsonObject(0);
      JsonObject plan = all.getJsonObject("Plan");
      List<String> nodes = new ArrayList<>();
      describe(plan, "", nodes);
      return new Cost(
          nodes,
          plan.getJsonNumber("Shared Hit Blocks").longValue()
              + plan.getJsonNumber("Shared Read Blocks").longValue(),
          all.getJsonNumber("Execution Time").doubleValue());
    }
  }

  /** A few rows of one request are read by an index one by one or by a bitmap of it: the same. */
  private static void describe(JsonObject node, String indent, List<String> nodes) {
    String type = node.getString("Node Type").replace("Bitmap Index", "Index");
    boolean isByBitmap = type.equals("Bitmap Heap Scan");
    if (!isByBitmap) {
      String on = node.getString("Index Name", node.getString("Relation Name", ""));
      nodes.add((indent + type + " " + on).stripTrailing());
    }
    JsonArray inner = node.getJsonArray("Plans");
    if (inner != null) {
      String deeper = isByBitmap ? indent : indent + " ";
      inner.forEach(plan -> describe(plan.asJsonObject(), deeper, nodes));
    }
  }

  @Test
  void oldDeliveriesCostAClaimNothing() throws Exception {
    try (LedgerFixture fixture = new LedgerFixture()) {
      Jdbi jdbi = Jdbi.create(fixture.domain.url(), fixture.domain.user(), "");
      try (Handle handle = jdbi.open()) {
        OldDeliveries.add(handle, YOUNG);
        for (int i = 0; i < 8; i++) {
          fixture.submit();
        }
        handle.execute("vacuum (analyze) delivery");
        Cost young = claim(handle);
        Cost youngReap = reap(handle);

        OldDeliveries.add(handle, OLD);
        Cost old = claim(handle);
        Cost oldReap = reap(handle);
        System.out.printf(
            "reap beside %d old deliveries: %d buffers; beside %d: %d buffers; %s%n",
            YOUNG, youngReap.buffers(), YOUNG + OLD, oldReap.buffers(), oldReap.plan());
        assertThat(oldReap.plan())
            .as("the leased are found without reading the old")
            .noneMatch(node -> node.endsWith("Seq Scan delivery"));
        assertThat(oldReap.buffers()).isLessThanOrEqualTo(youngReap.buffers() + 10);

        System.out.printf(
            "claim of 12 beside %d old deliveries: %d buffers, %.2f ms; beside %d: %d buffers, %.2f ms%n",
            YOUNG, young.buffers(), young.millis(), YOUNG + OLD, old.buffers(), old.millis());
        assertThat(young.plan())
            .anyMatch(node -> node.endsWith("Index Scan delivery_due"))
            .anyMatch(node -> node.endsWith("Tid Scan delivery"));
        assertThat(old.plan()).isEqualTo(young.plan());
        assertThat(old.buffers()).isLessThanOrEqualTo(young.buffers() * 12 / 10);
      }
    }
  }
}
