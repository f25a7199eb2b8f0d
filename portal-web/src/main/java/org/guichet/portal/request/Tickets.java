package org.guichet.portal.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.request.Ticket;
import org.guichet.request.TicketState;

/**
 * How a ticket of the delivery strip reads. Customers see nothing red that they cannot act on and
 * no name behind a pause; staff see tries and reasons.
 */
@Named
@RequestScoped
public class Tickets {
  private final Words words;
  private final Reader reader;

  protected Tickets() {
    this(null, null); // for the proxy
  }

  @Inject
  public Tickets(Words words, Reader reader) {
    this.words = words;
    this.reader = reader;
  }

  public String system(Ticket ticket) {
    return ticket.name().in(reader.getLocale());
  }

  /** The state in words; where the system has its own word for the record, that one. */
  public String word(Ticket ticket, boolean staff) {
    return switch (ticket.state()) {
      case DELIVERED -> delivered(ticket, staff);
      case RETRYING ->
          ticket.nextAttemptAt().isAfter(Instant.now())
              ? words.of("ticket.RETRYING", words.soon(ticket.nextAttemptAt()))
              : words.of("ticket.RETRYING.now");
      case AFTER_ANOTHER -> words.of("ticket.AFTER_ANOTHER", ticket.after().in(reader.getLocale()));
      case PAUSED, DEAD -> words.of("ticket." + ticket.state() + (staff ? ".staff" : ".customer"));
      default -> words.of("ticket." + ticket.state());
    };
  }

  private String delivered(Ticket ticket, boolean staff) {
    if (ticket.word() != null) {
      return ticket.word().in(reader.getLocale());
    }
    return staff && ticket.rawWord() != null ? ticket.rawWord() : words.of("ticket.DELIVERED");
  }

  /** The number under which the system knows the request: Ticket HD-17. */
  public String number(Ticket ticket) {
    if (ticket.externalId() == null) {
      return "";
    }
    return ticket.record() == null
        ? ticket.externalId()
        : ticket.record().in(reader.getLocale()) + " " + ticket.externalId();
  }

  /** The last line: when, or what keeps it. */
  public String at(Ticket ticket, boolean staff) {
    return switch (ticket.state()) {
      case DUE ->
          ticket.nextAttemptAt().isAfter(Instant.now())
              ? words.of("ticket.at", words.soon(ticket.nextAttemptAt()))
              : words.of("ticket.now");
      case SENDING -> words.of("ticket.since", words.clock(ticket.since()));
      case RETRYING ->
          staff ? words.of("ticket.tries", ticket.attempts()) : words.of("ticket.keptSafe");
      case AFTER_ANOTHER -> words.of("ticket.needsNumber");
      case PAUSED -> staff ? words.of("ticket.since", words.time(ticket.since())) : "";
      case DEAD -> staff ? words.time(ticket.since()) : "";
      default -> words.time(ticket.since());
    };
  }

  public String icon(Ticket ticket, boolean staff) {
    return switch (ticket.state()) {
      case DUE -> "due";
      case SENDING -> "load";
      case DELIVERED -> "check";
      case RETRYING -> "clock";
      case AFTER_ANOTHER -> "wait";
      case PAUSED -> staff ? "pause" : "wait";
      case DEAD -> staff ? "stop" : "wait";
      case BY_HAND -> "hand";
      case CANCELLED -> "slash";
    };
  }

  public String tone(Ticket ticket, boolean staff) {
    return switch (ticket.state()) {
      case SENDING -> "info";
      case DELIVERED, BY_HAND -> "ok";
      case RETRYING -> "warn";
      case DEAD -> staff ? "bad" : "mute";
      default -> "mute";
    };
  }

  /** A long state takes the width of a narrow ticket. */
  public boolean isLong(Ticket ticket) {
    return ticket.state() == TicketState.RETRYING || ticket.state() == TicketState.DEAD;
  }

  /**
   * Where the request is, in one or two sentences: the only thing a screen reader is told by
   * itself.
   */
  public String sentence(List<Ticket> strip, boolean staff) {
    if (strip.isEmpty()) {
      return words.of("summary.nobody");
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(count(strip));
    List<Ticket> retrying = in(TicketState.RETRYING, strip);
    retrying.forEach(ticket -> sentences.add(retry(ticket)));
    List<Ticket> dead = in(TicketState.DEAD, strip);
    if (staff) {
      dead.forEach(ticket -> sentences.add(words.of("summary.dead", system(ticket))));
    } else if (!dead.isEmpty()) {
      sentences.add(words.of("summary.ours"));
    } else if (!retrying.isEmpty()) {
      sentences.add(words.of("summary.nothingToDo"));
    }
    return String.join(" ", sentences);
  }

  /** Those that need a person. */
  public List<Ticket> stopped(List<Ticket> strip) {
    return in(TicketState.DEAD, strip);
  }

  private String count(List<Ticket> strip) {
    int all = strip.size();
    long done = strip.stream().filter(ticket -> ticket.state().isDone()).count();
    if (done == all) {
      return all == 1
          ? words.of("summary.one", system(strip.get(0)))
          : words.of("summary.all", number(all));
    }
    if (done == 0) {
      boolean onItsWay =
          in(TicketState.RETRYING, strip).isEmpty() && in(TicketState.DEAD, strip).isEmpty();
      return words.of(onItsWay ? "summary.sending" : "summary.none");
    }
    return capital(words.of("summary.some", number((int) done), number(all), done));
  }

  private String retry(Ticket ticket) {
    return ticket.nextAttemptAt().isAfter(Instant.now())
        ? words.of("summary.retry", system(ticket), words.soon(ticket.nextAttemptAt()))
        : words.of("summary.retry.now", system(ticket));
  }

  private String number(int count) {
    String[] names = words.of("summary.numbers").split(" ");
    return count < names.length ? names[count] : Integer.toString(count);
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static List<Ticket> in(TicketState state, List<Ticket> strip) {
    return strip.stream().filter(ticket -> ticket.state() == state).toList();
  }
}
