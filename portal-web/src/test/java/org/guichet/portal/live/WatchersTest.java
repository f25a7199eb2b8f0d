package org.guichet.portal.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.guichet.directory.Sessions;
import org.guichet.shared.Announcement;
import org.junit.jupiter.api.Test;

class WatchersTest {
  private final Map<String, String> closed = new HashMap<>();
  private final Watchers watchers =
      new Watchers(
          new Sessions(null, null) {
            @Override
            public boolean isRevoked(String sid) {
              return sid.equals("ended");
            }
          },
          null);

  private Session socket(String signIn) {
    return (Session)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  case "getUserProperties" -> Map.of(LiveDoor.SIGN_IN, signIn);
                  case "close" ->
                      closed.put(
                          signIn, ((CloseReason) arguments[0]).getCloseCode().getCode() + "");
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Test
  void theSocketsOfASignInThatEndedAreClosedAndNoOthers() {
    watchers.add(socket("ended"), Watched.list("queue"));
    watchers.add(socket("goes on"), Watched.list("queue"));

    watchers.tell(Announcement.of(Announcement.Topic.SESSION));
    assertThat(closed).containsExactly(Map.entry("ended", "1008"));
  }
}
