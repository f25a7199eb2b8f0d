package org.guichet.portal.knowledge;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.UrlSanitizer;

/**
 * Reads an answer: paragraphs, lists, links and strong words, as CommonMark writes them. It becomes
 * plain pieces and never HTML; pages write every piece escaped, so that no article brings in code.
 */
public final class AnswerText extends AbstractVisitor {
  private static final Parser PARSER =
      Parser.builder()
          .enabledBlockTypes(Set.of(ListBlock.class))
          .extensions(List.of(AutolinkExtension.create()))
          .build();

  private static final UrlSanitizer ADDRESSES =
      new DefaultUrlSanitizer(List.of("https", "http", "mailto", "tel"));

  private final List<Block> blocks = new ArrayList<>();
  private List<List<Piece>> items;
  private List<Piece> pieces;
  private String link;
  private int strong;

  private AnswerText() {}

  /** What a block is. */
  public enum Kind {
    PARAGRAPH,
    BULLETS,
    NUMBERS
  }

  /**
   * A paragraph or a list.
   *
   * @param items the list's; of a paragraph its only one
   */
  public record Block(Kind kind, List<List<Piece>> items) implements Serializable {}

  /**
   * Some words.
   *
   * @param link the address they lead to; null for none
   */
  public record Piece(String text, String link, boolean strong) implements Serializable {}

  /** The answer in blocks. */
  static List<Block> of(String answer) {
    AnswerText text = new AnswerText();
    PARSER.parse(answer).accept(text);
    return text.blocks;
  }

  @Override
  public void visit(Paragraph paragraph) {
    if (items == null) {
      pieces = new ArrayList<>();
      blocks.add(new Block(Kind.PARAGRAPH, List.of(pieces)));
    } else if (!pieces.isEmpty()) {
      add("\n");
    }
    visitChildren(paragraph);
  }

  @Override
  public void visit(BulletList list) {
    list(Kind.BULLETS, list);
  }

  @Override
  public void visit(OrderedList list) {
    list(Kind.NUMBERS, list);
  }

  /** A list within a list goes on as the outer one. */
  private void list(Kind kind, Node list) {
    if (items != null) {
      visitChildren(list);
      return;
    }
    items = new ArrayList<>();
    blocks.add(new Block(kind, items));
    visitChildren(list);
    items = null;
  }

  @Override
  public void visit(ListItem item) {
    pieces = new ArrayList<>();
    items.add(pieces);
    visitChildren(item);
  }

  @Override
  public void visit(Link node) {
    String outer = link;
    String address = ADDRESSES.sanitizeLinkUrl(node.getDestination());
    link = address.isEmpty() ? null : address;
    visitChildren(node);
    link = outer;
  }

  @Override
  public void visit(Emphasis node) {
    emphasize(node);
  }

  @Override
  public void visit(StrongEmphasis node) {
    emphasize(node);
  }

  private void emphasize(Node node) {
    strong++;
    visitChildren(node);
    strong--;
  }

  @Override
  public void visit(Text text) {
    add(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    add(code.getLiteral());
  }

  @Override
  public void visit(HtmlInline html) {
    add(html.getLiteral());
  }

  @Override
  public void visit(SoftLineBreak node) {
    add("\n");
  }

  @Override
  public void visit(HardLineBreak node) {
    add("\n");
  }

  private void add(String text) {
    pieces.add(new Piece(text, link, strong > 0));
  }
}
