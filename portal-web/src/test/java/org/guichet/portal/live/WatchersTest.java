package org.guichet.portal.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.directory.Sessions;
import org.guichet.shared.Announcement;
import org.junit.jupiter.api.Test;

class WatchersTest {
  private final Map<String, String> closed = new HashMap<>();
  private final List<String> said = new ArrayList<>();
  private final Watchers watchers =
      new Watchers(
          new Sessions(null, null) {
            @Override
            public boolean isRevoked(String sid, UUID person) {
              return sid.equals("ended");
            }
          },
          null,
          new WatchRule() {
            @Override
            Watched again(Viewer viewer, Watched before) {
              return viewer.teams().isEmpty() ? Watched.bell() : before;
            }
          });

  private Session socket(String signIn) {
    return socket(signIn, UUID.randomUUID());
  }

  private Session socket(String signIn, UUID person) {
    return socket(signIn, new Viewer(person, "", "", Set.of(), Set.of(), Set.of()));
  }

  private Session socket(String signIn, Viewer viewer) {
    return (Session)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  case "getUserProperties" ->
                      Map.of(LiveDoor.SIGN_IN, signIn, LiveDoor.VIEWER, viewer);
                  case "getAsyncRemote" -> remote(signIn);
                  case "close" ->
                      closed.put(
                          signIn, ((CloseReason) arguments[0]).getCloseCode().getCode() + "");
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private RemoteEndpoint.Async remote(String signIn) {
    return (RemoteEndpoint.Async)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {RemoteEndpoint.Async.class},
            (proxy, method, arguments) -> said.add(signIn + ": " + arguments[0]));
  }

  @Test
  void whoIsToldSomethingHearsItOnEachOfHisPages() {
    UUID camille = UUID.randomUUID();
    watchers.add(socket("at home", camille), Watched.bell());
    watchers.add(socket("at a list", camille), Watched.list("queue"));
    watchers.add(socket("somebody else"), Watched.bell());

    watchers.tell(Announcement.ofPeople(List.of(camille)));
    assertThat(said).containsExactlyInAnyOrder("at home: bell", "at a list: bell");
  }

  @Test
  void whoDoesNotSeeTheRequestAnyMoreIsToldOnceMoreAndHearsOfNobody() {
    UUID request = UUID.randomUUID();
    Viewer still =
        new Viewer(UUID.randomUUID(), "", "", Set.of(), Set.of(), Set.of(UUID.randomUUID()));
    watchers.add(socket("before"), Watched.work(request, "R-1"));
    watchers.add(socket("still", still), Watched.work(request, "R-1"));
    watchers.add(socket("elsewhere"), Watched.work(UUID.randomUUID(), "R-2"));

    watchers.tell(Announcement.ofRequests(List.of(request)));
    assertThat(said).containsExactlyInAnyOrder("before: R-1", "still: R-1");
    said.clear();
    watchers.tellColleagues(request, viewer -> "presence");
    assertThat(said).containsExactly("still: presence");
  }

  @Test
  void theSocketsOfASignInThatEndedAreClosedAndNoOthers() {
    watchers.add(socket("ended"), Watched.list("queue"));
    watchers.add(socket("goes on"), Watched.list("queue"));

    watchers.tell(Announcement.of(Announcement.Topic.SESSION));
    assertThat(closed).containsExactly(Map.entry("ended", "1008"));
  }
}
