package org.guichet.portal.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.guichet.portal.knowledge.AnswerText.Block;
import org.guichet.portal.knowledge.AnswerText.Kind;
import org.guichet.portal.knowledge.AnswerText.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an answer: blocks of pieces, and never anything that a browser would run. */
class AnswerTextTest {

  private static String text(List<Piece> pieces) {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }

  private static List<Piece> pieces(String answer) {
    return AnswerText.of(answer).stream()
        .flatMap(block -> block.items().stream())
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void paragraphsAndListsKeepTheirOrder() {
    List<Block> blocks =
        AnswerText.of("First\nsecond line.\n\n- one\n- two\n  - inner\n\n1. a\n2. b\n\nLast.");

    assertThat(blocks)
        .extracting(Block::kind)
        .containsExactly(Kind.PARAGRAPH, Kind.BULLETS, Kind.NUMBERS, Kind.PARAGRAPH);
    assertThat(text(blocks.get(0).items().get(0))).isEqualTo("First\nsecond line.");
    assertThat(blocks.get(1).items())
        .extracting(AnswerTextTest::text)
        .containsExactly("one", "two", "inner");
  }

  @Test
  void linksAndStrongWordsAreMarked() {
    assertThat(pieces("Press **once**, see [this](/new?type=quote) or https://example.org."))
        .contains(
            new Piece("once", null, true),
            new Piece("this", "/new?type=quote", false),
            new Piece("https://example.org", "https://example.org", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x]( javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](javascript:alert(1))",
        "<javascript:alert(1)>"
      })
  void aLinkThatWouldRunIsNoLink(String answer) {
    assertThat(pieces(answer)).isNotEmpty().allMatch(piece -> piece.link() == null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "Text <img src=x onerror=alert(1)> text",
        "# No heading",
        "```\ncode\n```",
        "> no quote",
        "&lt;b&gt;"
      })
  void everythingElseIsText(String answer) {
    assertThat(AnswerText.of(answer)).allMatch(block -> block.kind() == Kind.PARAGRAPH);
    assertThat(pieces(answer)).isNotEmpty().allMatch(piece -> piece.link() == null);
  }

  @Test
  void whateverIsTypedIsRead() {
    for (String answer :
        List.of("", "\n\n", "- ", "1.", "[](", "**", "*".repeat(5_000), "[".repeat(5_000))) {
      assertThat(AnswerText.of(answer)).isNotNull();
    }
  }
}
