package org.guichet.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuotedTextTest {
  private static final String OWN = "It works again.\n\nThank you";

  /** What mail programs put under what somebody wrote. */
  static List<String> quotations() {
    return List.of(
        "On Sat, 21 Nov 2026 at 10:00, Halley Repair <reply+2026-000001-abc@halley.example> wrote:\n> Does it work?",
        "On Sat, 21 Nov 2026 at 10:00, Halley Repair\n<reply+2026-000001-abc@halley.example>\nwrote:\n\n> Does it work?",
        "Le 21 nov. 2026 à 10:00, Halley Repair a écrit :\n> Ça marche ?",
        "Am 21.11.26 um 10:00 schrieb Halley Repair:\n> Geht es?",
        "-----Original Message-----\nFrom: Halley Repair\nDoes it work?",
        "-----Message d'origine-----\nDe : Halley Repair\nÇa marche ?",
        "________________________________\nFrom: Halley Repair\nSent: Saturday",
        "From: Halley Repair <a@halley.example>\nSent: Saturday, 21 November 2026 10:00\nTo: Camille",
        "De : Halley Repair <a@halley.example>\nEnvoyé : samedi 21 novembre 2026 10:00\nÀ : Camille",
        "> Does it work?\n> It should.",
        "-- \nCamille Moreau\nArchitecte");
  }

  @ParameterizedTest
  @MethodSource("quotations")
  void quotationsAndSignaturesAreCut(String quotation) {
    assertThat(QuotedText.cut(OWN + "\n\n" + quotation)).isEqualTo(OWN);
    assertThat(QuotedText.cut((OWN + "\n\n" + quotation).replace("\n", "\r\n"))).isEqualTo(OWN);
  }

  /** What only looks like a quotation. */
  static List<String> own() {
    return List.of(
        "On Monday I wrote you:\nplease call",
        "From: the office\nit is loud",
        "> Does it work?\nNo, it does not.",
        "I wrote: it works",
        "a -- b",
        "On one hand it works.\n\nOn the other it is slow.");
  }

  @ParameterizedTest
  @MethodSource("own")
  void whatOnlyLooksLikeOneStays(String text) {
    assertThat(QuotedText.cut(text)).isEqualTo(text);
  }

  @Test
  void aMailThatIsOnlyAQuotationStaysWhole() {
    assertThat(QuotedText.cut("> Does it work?\n> It should.\n"))
        .isEqualTo("> Does it work?\n> It should.");
  }
}
