package org.guichet.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.request.RequestFilter.Progress;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.request.RequestSearch.Found;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search on the real database, written to by the real use cases. */
class RequestSearchIT {
  private static final RequestFilter EVERYTHING = RequestFilter.of(Scope.VISIBLE, false);
  private static TestDomain domain;
  private static Viewer camille;
  private static Viewer julien;
  private static Viewer nadia;
  private static Viewer tom;
  private static Viewer sofia;
  private static String hinge;
  private static String printer;
  private static String nordScreen;

  @BeforeAll
  static void someRequests() throws Exception {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    julien = domain.viewer("julien", Role.CUSTOMER);
    nadia = domain.viewer("nadia", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    UUID draft = UUID.randomUUID();
    domain.inTransaction(
        () ->
            domain.attachments.receive(
                camille, draft, "Gehäuse-links.txt", new ByteArrayInputStream("x".getBytes())));
    hinge = submit(camille, "ThinkPad, charnière cassée", "Since Monday it hangs.", draft);
    printer = submit(camille, "Imprimante du couloir", "Prints stripes.", UUID.randomUUID());
    nordScreen = submit(nadia, "Screen", "The hinge is loose.", UUID.randomUUID());
    run(
        () -> {
          domain.requestDesk.reply(tom, printer, "We replace the fuser unit on Friday.");
          domain.requestDesk.note(tom, printer, "Goodwill of the supplier expected.");
          return null;
        });
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  private static String submit(Viewer viewer, String device, String text, UUID draft) {
    return run(
        () ->
            domain.submitRequest.submit(
                viewer,
                new Submission(
                    "device-repair", Map.of("device", device, "description", text), draft)));
  }

  private static <T> T run(Callable<T> work) {
    return domain.inTransaction(work);
  }

  private static List<String> numbers(Viewer viewer, String text) {
    return numbers(domain.requestSearch.find(viewer, EVERYTHING, text, 25));
  }

  private static List<String> numbers(Found found) {
    return found.requests().stream().map(request -> request.row().number()).toList();
  }

  private static String text(List<MarkedPart> parts) {
    return parts.stream()
        .map(part -> part.marked() ? "[" + part.text() + "]" : part.text())
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
    "subject, Imprimante",
    "without its accent, charniere",
    "with another one, chàrnière",
    "in capitals, THINKPAD",
    "plural of a stem, imprimantes",
    "beginning of a word, charn",
    "what was typed into the form, monday",
    "a file's name, gehause",
    "a message, fuser",
    "words from different places, couloir friday",
    "with words that say nothing, the fuser on friday"
  })
  void findsByWhatWasWritten(String how, String text) {
    assertThat(numbers(camille, text)).as(how).hasSize(1);
    assertThat(numbers(nadia, text)).as("nothing of others").isEmpty();
  }

  @Test
  void findsAllWordsOrNothing() {
    assertThat(numbers(camille, "imprimante hinge")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"imprimnate", "imprimannte", "thinkpda", "monady"})
  void forgivesTypos(String text) {
    Found found = domain.requestSearch.find(camille, EVERYTHING, text, 25);

    assertThat(found.requests()).hasSize(1);
    assertThat(found.meant()).isNotNull();
  }

  @Test
  void aMendedWordIsNotToldToWhoMayNotReadIt() {
    Found found = domain.requestSearch.find(nadia, EVERYTHING, "imprimnate", 25);

    assertThat(found.requests()).isEmpty();
    assertThat(found.meant()).isNull();
  }

  @Test
  void notesAreFoundByStaffAlone() {
    assertThat(numbers(tom, "goodwill")).containsExactly(printer);
    assertThat(numbers(sofia, "goodwill")).containsExactly(printer);
    assertThat(numbers(camille, "goodwill")).isEmpty();
    assertThat(numbers(julien, "goodwill")).isEmpty();
    assertThat(numbers(camille, "goodwil")).as("nor by a typo").isEmpty();
  }

  @Test
  void anAgentFindsNoNotesOnWhatHeAskedForHimself() {
    String own =
        run(
            () ->
                domain.submitRequest.submit(
                    tom,
                    new Submission(
                        "invoice-question",
                        Map.of("invoice", "2026-77", "question", "Why?"),
                        UUID.randomUUID())));
    run(
        () -> {
          domain.requestDesk.note(sofia, own, "Colleague complains quixotically.");
          return null;
        });

    assertThat(numbers(tom, "2026-77")).containsExactly(own);
    assertThat(numbers(tom, "quixotically")).isEmpty();
    assertThat(numbers(sofia, "quixotically")).containsExactly(own);
  }

  @Test
  void marksTheWordsWhereTheyStand() {
    Found bySubject = domain.requestSearch.find(camille, EVERYTHING, "charniere", 25);
    assertThat(text(bySubject.requests().get(0).subject()))
        .isEqualTo("ThinkPad, [charnière] cassée");
    assertThat(bySubject.requests().get(0).excerpt()).isEmpty();

    Found byMessage = domain.requestSearch.find(camille, EVERYTHING, "replaces fuser", 25);
    assertThat(text(byMessage.requests().get(0).excerpt()))
        .isEqualTo("We [replace] the [fuser] unit on Friday.");
  }

  @Test
  void aManagerFindsWhatHisOrganizationAskedForAndAnAgentWhatHisTeamHas() {
    assertThat(numbers(julien, "imprimante")).containsExactly(printer);
    assertThat(numbers(tom, "hinge")).containsExactly(nordScreen);
  }

  @Test
  void anExactNumberComesFirst() {
    String digits = printer.substring(7).replaceFirst("^0+", "");
    for (String typed : List.of(printer, printer.toLowerCase(), digits, printer.substring(2))) {
      assertThat(numbers(camille, typed)).as(typed).startsWith(printer);
      assertThat(numbers(nadia, typed)).as(typed).doesNotContain(printer);
    }
  }

  @Test
  void aWholeNumberMeansThatRequestAlone() {
    run(
        () -> {
          domain.requestDesk.reply(camille, hinge, "The same as " + printer + ", I think.");
          return null;
        });

    assertThat(numbers(camille, printer)).containsExactly(printer);
    assertThat(numbers(camille, printer.substring(2))).containsExactly(printer, hinge);
  }

  @Test
  void numbersOfCompanySystemsAndInvoicesAreFound() {
    refer("helpdesk", "HD-4711", printer);
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into invoice (id, request_id, connector_id, external_id, number, amount, currency, state, changed_at)"
                    + " select gen_random_uuid(), r.id, 1, 'x', 'RE/2026/9', 1, 'EUR', 'ISSUED', now()"
                    + " from service_request r where number = ?",
                printer));

    assertThat(numbers(camille, "hd-4711")).containsExactly(printer);
    assertThat(numbers(camille, "RE/2026/9")).containsExactly(printer);
    assertThat(numbers(nadia, "HD-4711")).isEmpty();
  }

  @Test
  void theNumberInAHiddenSystemHelpsStaffOnly() {
    refer("storage", "F-815", printer);
    domain.jdbi.useHandle(
        handle -> handle.execute("update connector set public = false where key = 'storage'"));
    try {
      assertThat(numbers(sofia, "F-815")).containsExactly(printer);
      assertThat(numbers(camille, "F-815")).isEmpty();
    } finally {
      domain.jdbi.useHandle(
          handle -> handle.execute("update connector set public = true where key = 'storage'"));
    }
  }

  private static void refer(String connector, String number, String request) {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into external_reference (connector_id, external_id, request_id) select c.id, ?, r.id"
                    + " from connector c, service_request r where c.key = ? and r.number = ?",
                number,
                connector,
                request));
  }

  @Test
  void theFilterOfTheListHolds() {
    RequestFilter done =
        new RequestFilter(
            Scope.VISIBLE, Progress.DONE, null, null, null, RequestFilter.Order.CHANGED, null);

    assertThat(numbers(domain.requestSearch.find(camille, done, "imprimante", 25))).isEmpty();
  }

  @Test
  void pagesFollowEachOther() {
    Found first = domain.requestSearch.find(sofia, EVERYTHING, "repair OR hinge", 1);
    assertThat(first.requests()).isEmpty();

    first = domain.requestSearch.find(sofia, EVERYTHING, "cabinet", 1);
    Found second = domain.requestSearch.find(sofia, EVERYTHING.from(first.next()), "cabinet", 1);
    assertThat(List.of(numbers(first), numbers(second)))
        .containsExactlyInAnyOrder(List.of(printer), List.of(hinge));
    assertThat(second.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "   ", "'", "\\", "a:*", "& | !", "(", "%", "😀", "\0", "the", "1e400", "<b>", "a\tb"
      })
  void whateverIsTypedIsNoError(String text) {
    assertThat(domain.requestSearch.find(sofia, EVERYTHING, text, 25).requests()).isNotNull();
  }

  @Test
  void aSearchOfManyWordsIsNoError() {
    assertThat(domain.requestSearch.find(sofia, EVERYTHING, "word ".repeat(5_000), 25).requests())
        .isEmpty();
  }

  @Test
  void aMessageIsTakenHoweverMuchWasWrittenBefore() {
    String talkative = submit(nadia, "Endless", "Story.", UUID.randomUUID());
    for (int i = 0; i < 15; i++) {
      String text = (UUID.randomUUID() + " ").repeat(540);
      run(
          () -> {
            domain.requestDesk.reply(nadia, talkative, text);
            return null;
          });
    }
    assertThat(numbers(nadia, "endless")).containsExactly(talkative);
  }

  @Test
  void theIndexMadeAnewIsTheOneThatGrew() {
    domain.jdbi.useTransaction(
        handle -> {
          handle.execute("create temp table grown as select * from request_search");
          handle.execute("delete from request_search");
          handle.execute("select search_catch_up()");
          assertThat(
                  handle
                      .createQuery(
                          "select count(*) from request_search s join grown g using (request_id)"
                              + " where g.size < 100000 and tsvector_to_array(s.words) <> tsvector_to_array(g.words)")
                      .mapTo(Integer.class)
                      .one())
              .isZero();
        });
  }

  @Test
  void whoReadsPageByPageMissesNothingThatChangesMeanwhile() {
    RequestFilter filter = RequestFilter.of(Scope.MINE, false).inFixedOrder();
    List<RequestRow> all = domain.requests.list(camille, filter, 200);
    RequestRow first = domain.requests.list(camille, filter, 1).get(0);
    String later = all.get(all.size() - 1).number();
    run(
        () -> {
          domain.requestDesk.reply(tom, later, "Written while the list is read.");
          return null;
        });

    assertThat(domain.requests.list(camille, filter.after(first), 200))
        .extracting(RequestRow::number)
        .contains(later)
        .hasSize(all.size() - 1);
  }

  @Test
  void whoFollowsARequestIsToldOfItsChanges() {
    UUID key = domain.requests.visible(camille, hinge).orElseThrow();
    run(
        () -> {
          domain.participants.add(camille, hinge, julien.personId());
          return null;
        });

    assertThat(domain.requests.parties(List.of(key)))
        .extracting(Party::person)
        .containsExactlyInAnyOrder(camille.personId(), julien.personId());
  }
}
