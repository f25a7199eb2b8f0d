package org.guichet.integration.connector.mail;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * What an HTML mail says, as plain text: lines where it has lines, and what it quotes as quoted.
 */
final class HtmlText implements NodeVisitor {
  private static final Set<String> UNSEEN = Set.of("script", "style", "head", "title", "template");

  /** More is read by nobody, and a mail may be made to grow while it is read. */
  private static final int MOST = 100_000;

  private static final int MOST_QUOTES = 10;

  private final StringBuilder text = new StringBuilder();
  private int quotes;
  private int unseen;

  private HtmlText() {}

  static String of(String html) {
    HtmlText reading = new HtmlText();
    NodeTraversor.traverse(reading, Jsoup.parse(html));
    return reading.text.toString().replaceAll("\n{3,}", "\n\n").strip();
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode words) {
      append(words.text());
    } else if (node instanceof Element element) {
      open(element);
    }
  }

  private void open(Element element) {
    unseen += UNSEEN.contains(element.normalName()) ? 1 : 0;
    if (element.normalName().equals("br")) {
      newLine(true);
    } else if (element.isBlock()) {
      newLine(false);
    }
    quotes += isQuote(element) ? 1 : 0;
    if (element.normalName().equals("li")) {
      append("- ");
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node instanceof Element element) {
      unseen -= UNSEEN.contains(element.normalName()) ? 1 : 0;
      if (element.isBlock()) {
        newLine(false);
      }
      if (element.normalName().equals("p")) {
        newLine(true); // an empty line between paragraphs
      }
      quotes -= isQuote(element) ? 1 : 0;
    }
  }

  private static boolean isQuote(Element element) {
    return element.normalName().equals("blockquote");
  }

  private void append(String words) {
    boolean begins = text.length() == 0 || text.charAt(text.length() - 1) == '\n';
    String said = begins ? words.stripLeading() : words;
    if (unseen == 0 && !said.isEmpty() && text.length() < MOST) {
      text.append(begins ? "> ".repeat(Math.min(quotes, MOST_QUOTES)) : "")
          .append(said, 0, Math.min(said.length(), MOST));
    }
  }

  /**
   * @param anyway also where a line has just begun
   */
  private void newLine(boolean anyway) {
    if (text.length() >= MOST) {
      return;
    }
    if (anyway || text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }
}
