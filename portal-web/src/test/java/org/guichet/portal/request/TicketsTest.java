package org.guichet.portal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.guichet.portal.shared.FixedReader;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.request.Ticket;
import org.guichet.request.TicketState;
import org.guichet.shared.LocalizedText;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private final Tickets english = tickets("en");
  private final Tickets french = tickets("fr");

  @Test
  void aDeliveredTicketShowsTheSystemsOwnWord() {
    Ticket repaired = ticket("helpdesk", TicketState.DELIVERED).said("Repaired").make();

    assertThat(english.word(repaired, false)).isEqualTo("Repaired");
    assertThat(english.number(repaired)).isEqualTo("Ticket HD-17");
    assertThat(english.tone(repaired, false)).isEqualTo("ok");
  }

  @Test
  void aWordThatNobodyExplainedIsForStaffOnly() {
    Ticket odd = ticket("helpdesk", TicketState.DELIVERED).saidUnknown("st4").make();

    assertThat(english.word(odd, false)).isEqualTo("Delivered");
    assertThat(english.word(odd, true)).isEqualTo("st4");
  }

  @Test
  void aCustomerSeesNothingRedThatHeCannotActOn() {
    Ticket dead = ticket("invoicing", TicketState.DEAD).make();

    assertThat(english.word(dead, false)).isEqualTo("We are taking care of it");
    assertThat(english.tone(dead, false)).isEqualTo("mute");
    assertThat(english.icon(dead, false)).isEqualTo("wait");
    assertThat(english.word(dead, true)).isEqualTo("Stopped, needs a person");
    assertThat(english.tone(dead, true)).isEqualTo("bad");
  }

  @Test
  void aCustomerIsNotToldWhoPaused() {
    Ticket paused = ticket("storage", TicketState.PAUSED).make();

    assertThat(english.word(paused, false)).isEqualTo("Waiting");
    assertThat(english.at(paused, false)).isEmpty();
    assertThat(english.word(paused, true)).isEqualTo("Paused by IT");
  }

  @Test
  void aRetryTellsTheCustomerThatItIsSafeAndStaffHowOftenItWasTried() {
    Ticket retrying = ticket("storage", TicketState.RETRYING).tried(3).make();

    assertThat(english.word(retrying, false)).startsWith("Waiting, next try ");
    assertThat(english.at(retrying, false)).isEqualTo("Kept safe here");
    assertThat(english.at(retrying, true)).isEqualTo("Tried 3 times");
    assertThat(french.at(retrying, false)).isEqualTo("Gardé en attendant");
  }

  @Test
  void theSummaryCountsInWords() {
    List<Ticket> all = List.of(done("crm"), done("helpdesk"), done("invoicing"), done("storage"));

    assertThat(english.sentence(all, false)).isEqualTo("All four systems have it.");
    assertThat(french.sentence(all, false)).isEqualTo("Les quatre systèmes l’ont reçue.");
  }

  @Test
  void theSummarySaysWhatWaitsAndThatNothingIsToDo() {
    List<Ticket> waiting =
        List.of(
            done("crm"),
            done("helpdesk"),
            done("invoicing"),
            ticket("storage", TicketState.RETRYING).make());

    assertThat(english.sentence(waiting, false))
        .matches(
            "Three of four systems have it\\. storage is tried again at .+\\. You do not have to do anything\\.");
    assertThat(french.sentence(waiting, false))
        .startsWith("Trois systèmes sur quatre l’ont reçue.");
  }

  @Test
  void oneOfFourIsSingular() {
    List<Ticket> first = List.of(done("crm"), ticket("helpdesk", TicketState.SENDING).make());

    assertThat(english.sentence(first, false)).isEqualTo("One of two systems has it.");
    assertThat(french.sentence(first, false)).isEqualTo("Un système sur deux l’a reçue.");
  }

  @Test
  void theSummaryCallsForAPersonOnlyAmongStaff() {
    List<Ticket> stopped = List.of(done("crm"), ticket("invoicing", TicketState.DEAD).make());

    assertThat(english.sentence(stopped, true)).endsWith("invoicing needs a person.");
    assertThat(english.sentence(stopped, false)).endsWith("We are taking care of the rest.");
  }

  @Test
  void beforeTheFirstConfirmationItIsBeingSent() {
    assertThat(english.sentence(List.of(ticket("crm", TicketState.DUE).make()), false))
        .isEqualTo("We are sending it now.");
  }

  private static Tickets tickets(String language) {
    Reader reader = new FixedReader(language, ZoneOffset.UTC);
    return new Tickets(new Words(reader), reader);
  }

  private static Ticket done(String connector) {
    return ticket(connector, TicketState.DELIVERED).make();
  }

  private static Draft ticket(String connector, TicketState state) {
    return new Draft(connector, state);
  }

  private static final class Draft {
    private final String connector;
    private final TicketState state;
    private LocalizedText word;
    private String rawWord;
    private int attempts = 1;

    Draft(String connector, TicketState state) {
      this.connector = connector;
      this.state = state;
    }

    Draft said(String label) {
      word = new LocalizedText(Map.of("en", label));
      return this;
    }

    Draft saidUnknown(String raw) {
      rawWord = raw;
      return this;
    }

    Draft tried(int times) {
      attempts = times;
      return this;
    }

    Ticket make() {
      return new Ticket(
          connector,
          new LocalizedText(Map.of("en", connector)),
          new LocalizedText(Map.of("en", "Ticket")),
          state,
          "HD-17",
          null,
          word,
          rawWord,
          null,
          Instant.now().plus(Duration.ofMinutes(5)),
          attempts,
          null,
          Instant.now(),
          List.of());
    }
  }
}
