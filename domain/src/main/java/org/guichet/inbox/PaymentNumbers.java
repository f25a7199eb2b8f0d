package org.guichet.inbox;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Hides numbers of cards and accounts in what systems send, before it is stored: all but the last
 * four digits. Only what is surely one is touched, since a message is also full of numbers by which
 * records are found again.
 */
final class PaymentNumbers {
  private static final int SHOWN = 4;

  private static final String NAME =
      "(?i)(?<=\"(?:means|card|cardnumber|card_number|pan|iban|payment_?means)\"\\s{0,9}:\\s{0,9}";

  /** A text in a field whose name says what it is. */
  private static final Pattern TEXT = Pattern.compile(NAME + "\"[\\p{L} .*•-]{0,60})[0-9]{5,34}");

  /** A number in such a field: it must stay a number. */
  private static final Pattern NUMBER = Pattern.compile(NAME + ")[0-9]{5,34}");

  /** Four groups, as cards are written; no part of anything longer, such as a UUID. */
  private static final Pattern GROUPED =
      Pattern.compile(
          "(?<![0-9A-Za-z-])[0-9]{4}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{1,4}(?![0-9A-Za-z-])");

  private static final Pattern ACCOUNT =
      Pattern.compile("\\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b");

  private PaymentNumbers() {}

  static String hide(String body) {
    String accounts = ACCOUNT.matcher(body).replaceAll(PaymentNumbers::account);
    String texts = TEXT.matcher(accounts).replaceAll(found -> hidden(found.group(), '*'));
    String numbers = NUMBER.matcher(texts).replaceAll(found -> hidden(found.group(), '9'));
    return GROUPED.matcher(numbers).replaceAll(found -> hidden(found.group(), '*'));
  }

  private static String account(MatchResult found) {
    return isAccount(found.group().replace(" ", "")) ? hidden(found.group(), '*') : found.group();
  }

  private static String hidden(String number, char instead) {
    int shown = 0;
    StringBuilder hidden = new StringBuilder(number).reverse();
    for (int i = 0; i < hidden.length(); i++) {
      if (Character.isLetterOrDigit(hidden.charAt(i)) && ++shown > SHOWN) {
        hidden.setCharAt(i, instead);
      }
    }
    return hidden.reverse().toString();
  }

  /** The check digits of an IBAN (ISO 13616). */
  private static boolean isAccount(String iban) {
    int rest = 0;
    for (char c : (iban.substring(SHOWN) + iban.substring(0, SHOWN)).toCharArray()) {
      int value = Character.digit(c, Character.MAX_RADIX);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
  }
}
