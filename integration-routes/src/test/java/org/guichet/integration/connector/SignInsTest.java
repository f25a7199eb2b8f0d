package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInsTest {
  private static final String ROUTE = "helpdesk-v1";
  private final SignIns signIns = new SignIns();
  private final List<String> used = new ArrayList<>();

  /** A system whose session "new" is good; its Kamelet signs in when it has none. */
  private Connection system(Exception refusal) {
    return ScriptedSystem.signedIn(
        signIns,
        (verb, body) -> {
          String session = signIns.get(ROUTE);
          used.add(session);
          if (session == null) {
            signIns.keep(ROUTE, "new");
          } else if (session.equals("expired")) {
            if (refusal != null) {
              throw refusal;
            }
            return "{\"problem\": {\"kind\": \"credentials\", \"says\": \"session expired\"}}";
          }
          return "{\"externalId\": \"1\"}";
        });
  }

  private static HttpOperationFailedException answered(int status) {
    return new HttpOperationFailedException("http://x", status, "", null, null, null);
  }

  private static String deliver(Connection system) throws CallFailed {
    return system.call(Verb.DELIVER, "{}", Envelope.reading()).body();
  }

  @Test
  void anExpiredSignInIsForgottenAndTheCallMadeOnceMore() throws Exception {
    signIns.keep(ROUTE, "expired");

    assertThat(deliver(system(answered(401)))).contains("externalId");
    assertThat(used).containsExactly("expired", null);
    assertThat(signIns.get(ROUTE)).isEqualTo("new");
  }

  @Test
  void soIsOneThatIsRefusedBehindASuccess() throws Exception {
    signIns.keep(ROUTE, "expired");

    assertThat(deliver(system(null))).contains("externalId");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 500})
  void nothingElseIsRepeated(int status) {
    signIns.keep(ROUTE, "expired");

    CallFailed failure =
        catchThrowableOfType(CallFailed.class, () -> deliver(system(answered(status))));

    assertThat(failure.httpStatus()).isEqualTo(status);
    assertThat(used).containsExactly("expired");
    assertThat(signIns.get(ROUTE)).isEqualTo("expired");
  }

  @Test
  void aRefusalWithoutASignInStands() {
    Connection system =
        ScriptedSystem.signedIn(
            signIns,
            (verb, body) -> {
              used.add(verb);
              throw answered(401);
            });

    assertThat(catchThrowableOfType(CallFailed.class, () -> deliver(system)).httpStatus())
        .isEqualTo(401);
    assertThat(used).containsExactly("deliver");
  }
}
