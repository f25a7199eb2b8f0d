package org.guichet.integration.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guichet.inbox.Hook;
import org.guichet.inbox.Hooks;
import org.guichet.inbox.Inbox;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {
  private final List<String> refused = new ArrayList<>();
  private final Doorkeeper doorkeeper =
      new Doorkeeper(
          new Inbox(null, null) {
            @Override
            public void refuse(String connector, String reason, int count) {
              refused.add(connector + " " + reason);
            }
          },
          new Hooks(null) {
            @Override
            public Optional<Hook> find(String connector) {
              return connector.equals("helpdesk")
                  ? Optional.of(new Hook(1, connector, Hook.Kind.UNSIGNED, "{}", null, "."))
                  : Optional.empty();
            }
          });

  private void flood(String connector, String address) {
    for (int i = 0; i < Doorkeeper.MOST_PER_ADDRESS + 50; i++) {
      doorkeeper.refusal(connector, address);
    }
  }

  @Test
  void whoComesTooOftenIsAskedToWaitAndOthersAreNot() {
    flood("helpdesk", "10.0.0.1");

    assertThat(doorkeeper.refusal("helpdesk", "10.0.0.1"))
        .isPositive()
        .isLessThan(Duration.ofSeconds(1));
    assertThat(doorkeeper.refusal("helpdesk", "10.0.0.2")).isNull();
    assertThat(doorkeeper.refusal("crm", "10.0.0.1")).isNull();
    assertThat(refused).contains("helpdesk too many");
  }

  @Test
  void whatIsNoDoorLeavesNoRecord() {
    flood("nobody", "10.0.0.1");

    assertThat(refused).isEmpty();
  }
}
