package org.guichet.integration.connector.mail;

import jakarta.json.Json;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the refusal of a mail server means, in the words of the contract of Kamelets. */
final class MailProblem {
  /** How SMTP begins each answer. */
  private static final Pattern CODE = Pattern.compile("([2-5]\\d\\d)[ -].*", Pattern.DOTALL);

  /** Sign in first; this way is too weak; wrong; encrypt first (RFC 4954). */
  private static final List<Integer> ABOUT_SIGN_IN = List.of(530, 534, 535, 538);

  private MailProblem() {}

  /** Will never be sent. */
  static String refused(String says) {
    return json("refused", says);
  }

  /**
   * What the server said to it, or that it takes nothing now.
   *
   * @throws IOException when it said nothing because the connection failed
   */
  static String of(MessagingException failure) throws IOException {
    List<Exception> chain = chain(failure);
    for (Exception one : chain) {
      Matcher said = CODE.matcher(String.valueOf(one.getMessage()).strip());
      if (said.matches()) {
        return json(kind(Integer.parseInt(said.group(1))), said.group());
      }
    }
    for (Exception one : chain) {
      if (one instanceof IOException broken) {
        throw broken;
      }
    }
    String kind = failure instanceof AuthenticationFailedException ? "credentials" : "later";
    return json(kind, failure.getMessage());
  }

  /** The innermost first: it is the nearest to what the server said. */
  private static List<Exception> chain(MessagingException failure) {
    List<Exception> chain = new ArrayList<>();
    Exception next = failure;
    while (next != null) {
      chain.add(0, next);
      next = next instanceof MessagingException outer ? outer.getNextException() : null;
    }
    return chain;
  }

  private static String kind(int code) {
    if (ABOUT_SIGN_IN.contains(code)) {
      return "credentials";
    }
    return code >= 500 ? "refused" : "later";
  }

  private static String json(String kind, String says) {
    return Json.createObjectBuilder()
        .add(
            "problem",
            Json.createObjectBuilder().add("kind", kind).add("says", String.valueOf(says).strip()))
        .build()
        .toString();
  }
}
