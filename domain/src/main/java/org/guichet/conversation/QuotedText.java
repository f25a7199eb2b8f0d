package org.guichet.conversation;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody wrote in a mail, without what he quotes. It cuts at the first line from which mail
 * programs quote; when in doubt it keeps, because a line too many is better than one too few.
 */
public final class QuotedText {
  /** "On 3 May, Anna wrote:", in the languages of the portal and two of its neighbours. */
  private static final Pattern INTRODUCTION =
      Pattern.compile(
          "(On\\b.*\\bwrote|Le\\b.*\\ba écrit|Am\\b.*\\bschrieb\\b.*|El\\b.*\\bescribió)\\s*:",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.UNICODE_CASE);

  private static final Pattern DIVIDER =
      Pattern.compile(
          "(-{2,}\\s*(Original Message|Message d'origine|Message d’origine|Ursprüngliche Nachricht|Forwarded message)"
              + "\\s*-{2,}|_{20,})",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** The block of headers that Outlook puts over what it quotes. */
  private static final Pattern HEADER =
      Pattern.compile("\\*?(From|De|Von)\\s?:\\*?\\s.*", Pattern.CASE_INSENSITIVE);

  private static final Pattern SECOND_HEADER =
      Pattern.compile(
          "\\*?(Sent|Date|Envoyé|Gesendet|To|À|An)\\s?:\\*?\\s.*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Introductions are wrapped by some programs. */
  private static final int MOST_WRAPPED = 3;

  private QuotedText() {}

  /** The text without quotation and signature; all of it when nothing else would be left. */
  public static String cut(String text) {
    List<String> lines = text.replace("\r", "").lines().toList();
    int end = 0;
    while (end < lines.size() && !isEnd(lines, end)) {
      end++;
    }
    String own = String.join("\n", lines.subList(0, end)).strip();
    return own.isEmpty() ? text.strip() : own;
  }

  private static boolean isEnd(List<String> lines, int at) {
    String line = lines.get(at).strip();
    return lines.get(at).equals("-- ")
        || line.equals("--")
        || DIVIDER.matcher(line).matches()
        || isIntroduction(lines, at)
        || HEADER.matcher(line).matches() && isHeader(lines, at + 1)
        || line.startsWith(">") && restIsQuoted(lines, at);
  }

  private static boolean isIntroduction(List<String> lines, int at) {
    StringBuilder joined = new StringBuilder();
    for (int line = at; line < Math.min(lines.size(), at + MOST_WRAPPED); line++) {
      String next = lines.get(line).strip();
      if (next.isEmpty()) {
        return false;
      }
      joined.append(line == at ? "" : " ").append(next);
      if (INTRODUCTION.matcher(joined).matches()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHeader(List<String> lines, int at) {
    return at < lines.size() && SECOND_HEADER.matcher(lines.get(at).strip()).matches();
  }

  /** An answer between the quoted lines is not cut. */
  private static boolean restIsQuoted(List<String> lines, int at) {
    return lines.subList(at, lines.size()).stream()
        .allMatch(line -> line.isBlank() || line.strip().startsWith(">"));
  }
}
