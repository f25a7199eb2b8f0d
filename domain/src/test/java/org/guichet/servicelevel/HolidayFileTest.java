package org.guichet.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import org.guichet.servicelevel.HolidayFile.Unread;
import org.guichet.servicelevel.HolidayFile.Why;
import org.junit.jupiter.api.Test;

/** Holidays out of an iCalendar file, and what is said about the rest of it. */
class HolidayFileTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

  private static HolidayFile.Read read(String... events) throws IOException {
    String file =
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n"
            + String.join("\n", events)
            + "\nEND:VCALENDAR\n";
    return HolidayFile.read(new StringReader(file.replace("\n", "\r\n")), TODAY);
  }

  private static String event(String... lines) {
    return "BEGIN:VEVENT\nUID:1\n" + String.join("\n", lines) + "\nEND:VEVENT";
  }

  @Test
  void aDayIsAHoliday() throws IOException {
    assertThat(
            read(event("DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261226", "SUMMARY:Noël")))
        .isEqualTo(
            new HolidayFile.Read(
                java.util.List.of(new Holiday(LocalDate.of(2026, 12, 25), "Noël")),
                java.util.List.of()));
  }

  @Test
  void severalDaysAreSeveralHolidays() throws IOException {
    assertThat(
            read(event(
                    "DTSTART;VALUE=DATE:20261224",
                    "DTEND;VALUE=DATE:20261227",
                    "SUMMARY:Closed\\, all of us"))
                .holidays())
        .extracting(Holiday::toString)
        .containsExactly(
            "Holiday[day=2026-12-24, name=Closed, all of us]",
            "Holiday[day=2026-12-25, name=Closed, all of us]",
            "Holiday[day=2026-12-26, name=Closed, all of us]");
  }

  @Test
  void whatComesBackEveryYearIsReadForSomeYears() throws IOException {
    assertThat(
            read(event("DTSTART;VALUE=DATE:20100714", "RRULE:FREQ=YEARLY", "SUMMARY:Bastille day"))
                .holidays())
        .extracting(holiday -> holiday.day().toString())
        .containsExactly(
            "2026-07-14", "2027-07-14", "2028-07-14", "2029-07-14", "2030-07-14", "2031-07-14");
  }

  @Test
  void itStaysAwayAndComesOnSingleDaysToo() throws IOException {
    assertThat(
            read(event(
                    "DTSTART;VALUE=DATE:20260714",
                    "RRULE:FREQ=YEARLY",
                    "EXDATE;VALUE=DATE:20270714,20280714",
                    "EXDATE;VALUE=DATE:20300714",
                    "RDATE;VALUE=DATE:20270715",
                    "SUMMARY:Bastille day"))
                .holidays())
        .extracting(holiday -> holiday.day().toString())
        .containsExactly("2026-07-14", "2027-07-15", "2029-07-14", "2031-07-14");
  }

  @Test
  void longLinesAreFoldedAndNamesAreCleaned() throws IOException {
    assertThat(read(event("DTSTART;VALUE=DATE:20261101", "SUMMARY:All\n  Saints\\nday")).holidays())
        .extracting(Holiday::name)
        .containsExactly("All Saints day");
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestIsRead() throws IOException {
    HolidayFile.Read read =
        read(
            event("DTSTART:20261224T170000Z", "SUMMARY:Party"),
            event("DTSTART;VALUE=DATE:2026-12-31", "SUMMARY:Bad day"),
            event("SUMMARY:No day"),
            event(
                "DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20270101", "SUMMARY:A whole year"),
            event("DTSTART;VALUE=DATE:20261102", "RRULE:FREQ=SOMETIMES", "SUMMARY:Now and then"),
            event("DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas"));
    assertThat(read.holidays())
        .extracting(Holiday::name)
        .containsExactly("Now and then", "Christmas");
    assertThat(read.unread())
        .containsExactly(
            new Unread("Party", Why.NOT_WHOLE_DAYS),
            new Unread("Bad day", Why.NO_DAY),
            new Unread("No day", Why.NO_DAY),
            new Unread("A whole year", Why.TOO_LONG),
            new Unread("Now and then", Why.NO_RULE));
  }

  @Test
  void aFileOfAnotherKindIsSaidToBeNone() throws IOException {
    HolidayFile.Read read = HolidayFile.read(new StringReader("day;name\n2026-12-25;x\n"), TODAY);
    assertThat(read.holidays()).isEmpty();
    assertThat(read.unread()).extracting(Unread::why).containsExactly(Why.NO_CALENDAR);
  }

  @Test
  void whatStandsBeforeABrokenLineIsRead() throws IOException {
    HolidayFile.Read read =
        read(
            event("DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas"),
            "BEGIN:VEVENT\nthis is no property\nEND:VEVENT");
    assertThat(read.holidays()).extracting(Holiday::name).containsExactly("Christmas");
    assertThat(read.unread()).extracting(Unread::why).containsExactly(Why.NO_CALENDAR);
  }

  @Test
  void theTimeZonesOfAFileAreNoEvents() throws IOException {
    assertThat(
            read(
                    "BEGIN:VTIMEZONE\nTZID:Europe/Paris\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE",
                    event(
                        "DTSTART;VALUE=DATE:20261225",
                        "SUMMARY:Christmas",
                        "BEGIN:VALARM\nTRIGGER:-PT15M\nSUMMARY:Wake up\nEND:VALARM"))
                .holidays())
        .extracting(Holiday::name)
        .containsExactly("Christmas");
  }
}
