package org.guichet.portal.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {
  private static final PortalAddress PORTAL = new PortalAddress("https://guichet.example");

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/requests", "/request?number=R-2026-000001", "/new?type=a%20b&x=//y"})
  void addressOfThePortalIsKept(String address) {
    assertThat(ReturnAddress.sameSite(address)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "evil.example",
        "",
        "/a\r\nSet-Cookie: x=y",
        "/a b",
        "/%zz"
      })
  void whateverLeadsElsewhereLeadsHome(String address) {
    assertThat(ReturnAddress.sameSite(address)).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/callback?code=x&state=y", "/logout", "/backchannel-logout"})
  void noDoorIsAPageToComeBackTo(String address) {
    assertThat(ReturnAddress.sameSite(address)).isEqualTo("/");
  }

  @Test
  void pageAskedForIsTheOneToComeBackTo() {
    assertThat(ReturnAddress.of(request("GET", "/request;x=1", "number=R-1", null), PORTAL))
        .isEqualTo("/request?number=R-1");
  }

  @Test
  void formComesBackToThePageItStoodOn() {
    var form = request("POST", "/request", null, "https://guichet.example/request?number=R-1");
    assertThat(ReturnAddress.of(form, PORTAL)).isEqualTo("/request?number=R-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/request?number=R-2",
        "https://guichet.example.evil.example/x",
        "http://guichet.example/x",
        "https://guichet.example:8443/x",
        "about:blank",
        "::"
      })
  void foreignRefererIsNotBelieved(String referer) {
    var form = request("POST", "/request", null, referer);
    assertThat(ReturnAddress.of(form, PORTAL)).isEqualTo("/request");
  }

  private static HttpServletRequest request(
      String method, String uri, String query, String referer) {
    Map<String, String> answers =
        query == null
            ? Map.of("getMethod", method, "getRequestURI", uri)
            : Map.of("getMethod", method, "getRequestURI", uri, "getQueryString", query);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ReturnAddressTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, asked, arguments) ->
                asked.getName().equals("getHeader") ? referer : answers.get(asked.getName()));
  }
}
