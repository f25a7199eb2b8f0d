package org.guichet.integration.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a request or an answer fit to be kept: without secrets and card numbers, and not too long.
 */
public final class Masking {
  /** Most characters of a body that the ledger keeps. */
  static final int MOST_CHARACTERS = 4_000;

  /** More is not even looked at. */
  private static final int MOST_SCANNED = 64_000;

  private static final String MASK = "***";

  /**
   * JSON members and form fields whose names say that their value is a secret. Every repetition is
   * bounded or possessive: the text is a stranger's.
   */
  private static final Pattern SECRET_MEMBER =
      Pattern.compile(
          "(?i)((?:password|passwd|secret|token|api[-_]?key|authorization|credential|cvv|cvc)"
              + "[\\w.-]{0,40}+\"?\\s{0,9}+[:=]\\s{0,9}+)"
              + "(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,500}+\"?|(?:(?:Basic|Bearer)\\s++)?[^\\s,;&}\\]\"]++)");

  private static final Pattern CREDENTIALS =
      Pattern.compile("(?i)\\b(Bearer|Basic)\\s+[A-Za-z0-9+/._~=-]{6,}");

  private static final Pattern CARD = Pattern.compile("(?<!\\d)\\d(?:[ -]?\\d){12,18}(?!\\d)");

  private static final int SHORTEST_CARD = 13;

  /** How the words of both expressions for secrets begin, by their first letter. */
  private static final String[] P = {"passw"};

  private static final String[] S = {"secret"};
  private static final String[] T = {"token"};
  private static final String[] A = {"api", "authorization"};
  private static final String[] C = {"credential", "cvv", "cvc"};
  private static final String[] B = {"bearer", "basic"};
  private static final String[] NONE = {};

  private Masking() {}

  /** The text without them; null stays null. */
  public static String mask(String text) {
    if (text == null) {
      return null;
    }
    String scanned = text.length() > MOST_SCANNED ? text.substring(0, MOST_SCANNED) : text;
    String masked = mayHoldSecret(scanned) ? hideSecrets(scanned) : scanned;
    masked = mayHoldCard(masked) ? CARD.matcher(masked).replaceAll(Masking::hideCard) : masked;
    // PostgreSQL's text cannot hold a zero character.
    return cut(masked.replace('\0', ' '), text.length());
  }

  private static String hideSecrets(String text) {
    String masked = SECRET_MEMBER.matcher(text).replaceAll(Masking::hideMember);
    return CREDENTIALS.matcher(masked).replaceAll("$1 " + Matcher.quoteReplacement(MASK));
  }

  /** Most texts hold none of these words, and need not go through the expressions. */
  private static boolean mayHoldSecret(String text) {
    for (int i = 0; i < text.length(); i++) {
      for (String word : wordsFrom(text.charAt(i))) {
        if (text.regionMatches(true, i, word, 0, word.length())) {
          return true;
        }
      }
    }
    return false;
  }

  private static String[] wordsFrom(char letter) {
    return switch (letter | 0x20) {
      case 'p' -> P;
      case 's' -> S;
      case 't' -> T;
      case 'a' -> A;
      case 'c' -> C;
      case 'b' -> B;
      default -> NONE;
    };
  }

  private static boolean mayHoldCard(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter >= '0' && letter <= '9') {
        if (++digits >= SHORTEST_CARD) {
          return true;
        }
      } else if (letter != ' ' && letter != '-') {
        digits = 0;
      }
    }
    return false;
  }

  private static String hideMember(java.util.regex.MatchResult member) {
    boolean quoted = member.group(2).startsWith("\"");
    return Matcher.quoteReplacement(member.group(1) + (quoted ? "\"" + MASK + "\"" : MASK));
  }

  /** Keeps the last four digits, by which people recognize a card. */
  private static String hideCard(java.util.regex.MatchResult card) {
    String digits = card.group().replaceAll("\\D", "");
    return isCard(digits) ? MASK + digits.substring(digits.length() - 4) : card.group();
  }

  /** The check digit of card numbers (Luhn); other long numbers stay readable. */
  private static boolean isCard(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : digit * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  private static String cut(String text, int originally) {
    return text.length() <= MOST_CHARACTERS
        ? text
        : text.substring(0, MOST_CHARACTERS) + "… (" + originally + " characters)";
  }
}
