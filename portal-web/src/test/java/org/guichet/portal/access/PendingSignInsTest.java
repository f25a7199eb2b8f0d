package org.guichet.portal.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PendingSignInsTest {
  private final Map<String, Cookie> jar = new LinkedHashMap<>();
  private final PendingSignIns pendingSignIns =
      new PendingSignIns(new PortalAddress("https://guichet.example"));

  @Test
  void everyTabFindsItsOwnSignIn() {
    PendingSignIn first = begin("/requests");
    PendingSignIn second = begin("/request?number=R-1&x=é".replace("é", "%C3%A9"));
    assertThat(take(second.state())).isEqualTo(second);
    assertThat(take(first.state())).isEqualTo(first);
  }

  @Test
  void signInIsTakenOnce() {
    PendingSignIn pending = begin("/");
    take(pending.state());
    assertThat(take(pending.state())).isNull();
  }

  @Test
  void stateOfAnotherBrowserIsUnknown() {
    begin("/");
    assertThat(take(PendingSignIn.to("/").state())).isNull();
    assertThat(take("")).isNull();
  }

  @Test
  void oldestIsForgottenWhenThereAreTooMany() {
    PendingSignIn oldest = begin("/0");
    PendingSignIn next = begin("/1");
    for (int i = 2; i <= PendingSignIns.MOST; i++) {
      begin("/" + i);
    }
    assertThat(jar).hasSize(PendingSignIns.MOST);
    assertThat(take(oldest.state())).isNull();
    assertThat(take(next.state())).isEqualTo(next);
  }

  @Test
  void cookieIsForThisHostAndNoScript() {
    begin("/");
    Cookie cookie = jar.values().iterator().next();
    assertThat(cookie.getName()).startsWith("__Host-guichet-signin-");
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSecure()).isTrue();
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.getDomain()).isNull();
  }

  @Test
  void changedCookieLeadsNowhereElse() {
    PendingSignIn pending = begin("/requests");
    Cookie cookie = jar.values().iterator().next();
    String elsewhere = java.util.Base64.getUrlEncoder().encodeToString("//evil.example".getBytes());
    cookie.setValue(pending.nonce() + "." + pending.verifier() + "." + elsewhere);
    assertThat(take(pending.state()).returnTo()).isEqualTo("/");
    jar.put(cookie.getName(), cookie);
    cookie.setValue("nonsense");
    assertThat(take(pending.state())).isNull();
  }

  private PendingSignIn begin(String returnTo) {
    PendingSignIn pending = PendingSignIn.to(returnTo);
    pendingSignIns.remember(pending, request(), response());
    return pending;
  }

  private PendingSignIn take(String state) {
    return pendingSignIns.take(state, request(), response()).orElse(null);
  }

  private HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, asked, arguments) -> jar.values().toArray(Cookie[]::new));
  }

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, asked, arguments) -> {
              Cookie cookie = (Cookie) arguments[0];
              if (cookie.getMaxAge() == 0) {
                jar.remove(cookie.getName());
              } else {
                jar.put(cookie.getName(), cookie);
              }
              return null;
            });
  }
}
