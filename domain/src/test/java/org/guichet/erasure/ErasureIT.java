package org.guichet.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.catalogue.RequestType;
import org.guichet.customer.Whose;
import org.guichet.delivery.AttemptRecord;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.DeliveryRefusal;
import org.guichet.delivery.DeliveryVerb;
import org.guichet.delivery.Receipt;
import org.guichet.directory.Sessions;
import org.guichet.erasure.Erasure.State;
import org.guichet.erasure.ErasureReport.Gone;
import org.guichet.erasure.ErasureReport.Kept;
import org.guichet.erasure.Obstacle.Why;
import org.guichet.inbox.Applied;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.guichet.request.SavedViews;
import org.guichet.request.Submission;
import org.guichet.shared.Announcer;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** C12: who she was goes from every table, the figures stay. */
class ErasureIT {
  /** Nobody else's words, so that a search over the whole database must find none of them. */
  private static final List<String> HERS =
      List.of(
          "camille",
          "xylophone",
          "quagmire",
          "zeppelin",
          "kaleidoscope",
          "rue des Lilas",
          "marzipan",
          "tambourine",
          "obelisk");

  private TestDomain domain;
  private Viewer camille;
  private Viewer julien;
  private Viewer tom;
  private Viewer sofia;
  private String mine;
  private String his;

  @BeforeEach
  void aPersonWithALife() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    julien = domain.viewer("julien", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    UUID draft = UUID.randomUUID();
    file(draft, "marzipan.txt");
    mine = submit(camille, draft, "Camille's xylophone", "quagmire");
    his = submit(julien, UUID.randomUUID(), "Printer", "Jams");
    sql(
        "update service_request set sensitive_fields = '{\"address\": \"12 rue des Lilas\"}' where number = ?",
        mine);
    run(() -> domain.requestDesk.reply(camille, mine, "A zeppelin of mine"));
    run(
        () ->
            domain.requestDesk.reply(
                tom, mine, "Dear Camille Moreau, CAMILLE@cabinet-moreau.example is noted."));
    run(() -> domain.requestDesk.note(tom, mine, "Camille Moreau called"));
    run(() -> domain.participants.add(julien, his, camille.personId()));
    sql("update service_request set assignee_id = ? where number = ?", camille.personId(), his);
    run(() -> domain.requestDesk.note(tom, his, "@Camille Moreau, can you look?"));
    sql("update service_request set assignee_id = null where number = ?", his);
    run(() -> domain.requestDesk.reply(camille, his, "A kaleidoscope, too"));
    RequestType repair = domain.catalogue.find("device-repair");
    run(
        () ->
            domain.drafts.save(
                camille, UUID.randomUUID(), repair, Map.of("device", "tambourine"), null));
    run(() -> domain.replyDrafts.save(camille, mine, UUID.randomUUID(), "obelisk"));
    run(
        () ->
            new SavedViews(domain.jdbi)
                .save(camille, SavedViews.Of.REQUESTS, "Tambourine", "q=tambourine"));
    sql(
        "insert into invoice (id, request_id, connector_id, external_id, number, amount, currency, state, changed_at)"
            + " select gen_random_uuid(), r.id, c.id, 'I-1', '2026-118', 85, 'EUR', 'ISSUED', now()"
            + " from service_request r, connector c where r.number = ? and c.key = 'invoicing'",
        mine);
    mail("camille@cabinet-moreau.example", "Hello Camille Moreau");
    mail("julien@cabinet-moreau.example", "Camille Moreau wrote: A kaleidoscope, too");
  }

  /** A mail about another's request, sent by a connector. */
  private void mail(String to, String text) {
    sql(
        "with e as (insert into outbox_event (request_id, type, payload, happened_at) select r.id, 'notification.due',"
            + " jsonb_build_object('mail', jsonb_build_object('to', ?::text, 'text', ?::text)), now()"
            + " from service_request r where r.number = ? returning id, request_id),"
            + " d as (insert into delivery (event_id, flow_id, request_id, connector_id, state, next_attempt_at, updated_at, body)"
            + " select e.id, f.id, e.request_id, f.connector_id, 2, now(), now(), ?::text from e,"
            + " (select * from flow order by id limit 1) f returning id)"
            + " insert into attempt (delivery_id, number, node, started_at, duration_ms, outcome, request_body,"
            + " mapping_version, trace_id) select id, 1, 'a', now(), 1, 'CONFIRMED', ?::text, 1, '' from d",
        to,
        text,
        his,
        text,
        text);
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private String submit(Viewer viewer, UUID draft, String device, String description) {
    Map<String, String> fields = Map.of("device", device, "description", description);
    return domain.inTransaction(
        () -> domain.submitRequest.submit(viewer, new Submission("device-repair", fields, draft)));
  }

  private void file(UUID draft, String name) {
    byte[] text = "marzipan".getBytes(StandardCharsets.UTF_8);
    domain.inTransaction(
        () -> domain.attachments.receive(camille, draft, name, new ByteArrayInputStream(text)));
  }

  private void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  private void sql(String statement, Object... values) {
    domain.jdbi.useHandle(handle -> handle.execute(statement, values));
  }

  private List<String> texts(String query) {
    return domain.jdbi.withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private void solve() {
    for (String number : List.of(mine, his)) {
      run(
          () ->
              domain.requestDesk.changeStatus(
                  tom,
                  number,
                  RequestStatus.IN_PROGRESS,
                  domain.requests.view(tom, number).version()));
      run(
          () ->
              domain.requestDesk.changeStatus(
                  tom, number, RequestStatus.SOLVED, domain.requests.view(tom, number).version()));
    }
    run(() -> domain.customerSteps.rate(camille, mine, 4, "Better than marzipan"));
  }

  /** Every system is told everything and has answered; one has also sent a message and a mail. */
  private void deliverEverything() {
    List<Integer> connectors =
        domain.jdbi.withHandle(
            handle -> handle.createQuery("select id from connector").mapTo(Integer.class).list());
    int records = 0;
    List<ClaimedDelivery> claimed;
    do {
      claimed = new ArrayList<>();
      for (int connector : connectors) {
        claimed.addAll(
            domain.inTransaction(
                () -> domain.ledger.claim("a", Map.of(connector, 20), Duration.ofMinutes(1))));
      }
      for (ClaimedDelivery delivery : claimed) {
        AttemptRecord attempt =
            new AttemptRecord(
                Instant.now(), 1, 200, null, "Camille's zeppelin", "zeppelin", "xylophone", "t");
        Receipt receipt = new Receipt("REC-" + ++records, "http://x", null);
        run(
            () ->
                domain.ledger.complete(
                    "a", List.of(Completion.confirmed(delivery, attempt, receipt))));
      }
    } while (!claimed.isEmpty());
    String known =
        texts(
                "select min(external_id) from external_reference x join service_request r on r.id = x.request_id"
                    + " where r.number = '%s'".formatted(mine))
            .get(0);
    receive(known, "{\"text\": \"quagmire\"}");
    receive(
        null, "{\"mail\": {\"from\": \"Camille@Cabinet-Moreau.example\", \"text\": \"obelisk\"}}");
  }

  private void receive(String record, String body) {
    int connector =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select coalesce((select connector_id from external_reference where external_id = :record), 1)")
                    .bind("record", record)
                    .mapTo(Integer.class)
                    .one());
    run(() -> domain.inbox.receive(connector, UUID.randomUUID().toString(), body));
    run(
        () ->
            domain.inbox.next(
                message -> {
                  if (record != null) {
                    domain.inbox.mustWait(message, record);
                  }
                  return new Applied(Applied.Fate.APPLIED, "Camille Moreau wrote it.", false);
                }));
  }

  private UUID ask() {
    run(() -> domain.erasures.ask(camille, "Because of the obelisk"));
    return domain.erasures.pending(camille).orElseThrow().id();
  }

  private ErasureReport carryOut(UUID id) {
    return domain.inTransaction(() -> domain.erasureDesk.carryOut(sofia, id));
  }

  @Test
  void theSecondClickFindsTheFirstWishAndItCanBeWithdrawn() {
    UUID id = ask();
    assertThat(ask()).isEqualTo(id);

    run(() -> domain.erasures.withdraw(camille));
    run(() -> domain.erasures.withdraw(camille));
    assertThat(domain.erasures.pending(camille)).isEmpty();
    assertThat(domain.erasures.list(sofia, State.WITHDRAWN, null, 10)).hasSize(1);
    assertThatThrownBy(() -> carryOut(id))
        .isInstanceOfSatisfying(
            ErasureRefused.class, refused -> assertThat(refused.obstacles()).isEmpty());
    assertThat(ask()).as("asked once more").isNotEqualTo(id);
  }

  @Test
  void onlySupervisorsSeeAndCarryOut() {
    UUID id = ask();
    for (Viewer other :
        List.of(
            camille,
            tom,
            domain.viewer("ines", Role.INTEGRATION_ADMIN),
            domain.viewer("albert", Role.AUDITOR))) {
      assertThatThrownBy(() -> domain.erasures.list(other, State.PENDING, null, 10))
          .isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> domain.erasures.find(other, id)).isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> domain.erasureDesk.plan(other, id)).isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> domain.erasureDesk.carryOut(other, id))
          .isInstanceOf(NotAllowed.class);
    }
    assertThat(domain.erasures.pending(julien)).isEmpty();
  }

  @Test
  void isRefusedWhileAnythingIsUnderWayAndChangesNothing() {
    UUID id = ask();
    assertThat(obstacles(id)).containsExactly(Why.OPEN_REQUESTS, Why.UNSETTLED_DELIVERIES);
    assertThatThrownBy(() -> carryOut(id)).isInstanceOf(ErasureRefused.class);

    solve();
    assertThat(obstacles(id)).containsExactly(Why.UNSETTLED_DELIVERIES);
    deliverEverything();
    run(
        () ->
            domain.inbox.setAside(
                1, "odd", "{\"from\": \"camille@cabinet-moreau.example\"}", "Whose is it?"));
    assertThat(obstacles(id)).containsExactly(Why.WAITING_MESSAGES);
    assertThatThrownBy(() -> carryOut(id)).isInstanceOf(ErasureRefused.class);
    assertThat(domain.requests.view(camille, mine).requester()).isEqualTo("Camille Moreau");
  }

  private List<Why> obstacles(UUID id) {
    return domain.erasureDesk.plan(sofia, id).obstacles().stream().map(Obstacle::why).toList();
  }

  @Test
  void whoWorksInATeamIsNotErased() {
    run(() -> domain.erasures.ask(tom, ""));
    UUID id = domain.erasures.pending(tom).orElseThrow().id();
    assertThat(obstacles(id)).contains(Why.TEAM_MEMBER);
  }

  @Test
  void afterwardsNothingInTheDatabaseNamesHerButTheAuditTrail() {
    staffKnowHer();
    solve();
    deliverEverything();
    UUID id = ask();
    assertThat(found()).as("the search finds what is there").hasSizeGreaterThan(10);
    ErasureReport planned = domain.erasureDesk.plan(sofia, id).effect();

    ErasureReport report = carryOut(id);

    assertThat(found()).isEmpty();
    assertThat(report).isEqualTo(planned);
    assertThat(report.erased())
        .containsEntry(Gone.ANSWERS, 1)
        .containsEntry(Gone.MESSAGES, 2)
        .containsEntry(Gone.FILES, 1)
        .containsEntry(Gone.DRAFTS, 2)
        .containsEntry(Gone.VIEWS, 1)
        .containsEntry(Gone.RATINGS, 1)
        .containsEntry(Gone.INBOX, 2);
    assertThat(blobs()).isEmpty();
  }

  /** What staff write down about her and her request. */
  private void staffKnowHer() {
    run(() -> domain.checklist.add(tom, mine, "Call Camille Moreau"));
    run(() -> domain.timeSpent.add(tom, mine, 20, "Called Camille Moreau"));
    run(
        () ->
            domain.customerNotes.add(
                tom, Whose.person(camille.personId()), "Camille Moreau rings twice"));
    UUID moreau = domain.organizations.page(tom, "moreau", null, 1).get(0).id();
    run(
        () ->
            domain.customerNotes.add(
                tom, Whose.organization(moreau), "Camille Moreau has the key"));
    run(
        () ->
            domain.drafts.save(
                tom,
                UUID.randomUUID(),
                camille.personId(),
                domain.catalogue.find("device-repair"),
                Map.of("device", "Laptop of Camille Moreau"),
                0));
  }

  /** Where any of her words stands, in any column of any table that can hold a text. */
  private List<String> found() {
    List<String> columns =
        texts(
            "select format('%I.%I', c.table_name, c.column_name) from information_schema.columns c"
                + " join information_schema.tables t using (table_schema, table_name)"
                + " where table_schema = 'public' and t.table_type = 'BASE TABLE' and (c.data_type in"
                + " ('text', 'jsonb', 'json', 'character varying', 'ARRAY', 'bytea') or c.udt_name = 'tsvector')"
                + " and c.table_name <> 'audit_entry'");
    assertThat(columns).hasSizeGreaterThan(60);
    String words =
        HERS.stream().collect(Collectors.joining("'), ('", "(values ('", "')) hers(searched)"));
    return texts(
        columns.stream()
            .map(
                column ->
                    "select '%1$s: ' || searched from %2$s where exists (select 1 from %3$s where strpos(lower(%1$s::text), lower(searched)) > 0)"
                        .formatted(column, words, column.substring(0, column.indexOf('.'))))
            .collect(Collectors.joining(" union all ")));
  }

  private List<Path> blobs() {
    Path folder = domain.folder.resolve("blobs");
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void theFiguresStayAndThePagesStillRead() {
    solve();
    deliverEverything();
    RequestView before = domain.requests.view(sofia, mine);
    UUID id = ask();
    ErasureReport report = carryOut(id);

    RequestView after = domain.requests.view(sofia, mine);
    assertThat(after.status()).isEqualTo(before.status());
    assertThat(after.submittedAt()).isEqualTo(before.submittedAt());
    assertThat(after.organization()).isEqualTo("Cabinet Moreau, architectes");
    assertThat(after.invoices()).isEqualTo(before.invoices());
    assertThat(after.timeline()).hasSameSizeAs(before.timeline());
    assertThat(after.subject()).isEqualTo("Repair of a device");
    assertThat(after.requester()).isEqualTo("Erased person");
    assertThat(after.timeline().toString())
        .contains("This text was erased.", "Dear Erased person, Erased person is noted.");
    assertThat(report.kept())
        .containsEntry(Kept.REQUESTS, 1)
        .containsEntry(Kept.INVOICES, 1)
        .containsEntry(Kept.UNPAID, 1);
    assertThat(domain.requests.view(julien, his).subject()).isEqualTo("Printer");
  }

  @Test
  void theReportNamesWhatOtherSystemsHoldAndIsStoredAndAudited() {
    solve();
    deliverEverything();
    UUID id = ask();
    carryOut(id);

    Erasure done = domain.erasures.find(sofia, id);
    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.name()).isEqualTo("Erased person");
    assertThat(done.reason() + done.email()).isEmpty();
    assertThat(done.settledBy()).isEqualTo("Sofia Lind");
    assertThat(done.told().elsewhere())
        .isNotEmpty()
        .allSatisfy(
            record -> {
              assertThat(record.request()).isEqualTo(mine);
              assertThat(record.number()).startsWith("REC-");
            });
    assertThat(done.told().subject()).isEqualTo("00000000-0000-4000-8000-000000000001");
    assertThat(texts("select details::text from audit_entry where action = 'erasure.carried_out'"))
        .singleElement()
        .satisfies(details -> assertThat(details).contains("MESSAGES").doesNotContain("amille"));
    assertThatThrownBy(() -> carryOut(id)).isInstanceOf(ErasureRefused.class);
  }

  @Test
  void herSignInsEndAndTheNextOneIsSomebodyNew() {
    solve();
    deliverEverything();
    Sessions sessions = new Sessions(domain.jdbi, new Announcer(domain.jdbi));
    assertThat(sessions.isRevoked("any", camille.personId())).isFalse();
    carryOut(ask());

    assertThat(sessions.isRevoked("any", camille.personId())).isTrue();
    assertThat(sessions.isRevoked("any", julien.personId())).isFalse();
    assertThat(
            domain.<UUID>inTransaction(
                () ->
                    domain.people.signIn(
                        new org.guichet.directory.Identity(
                            "http://localhost/realms/guichet",
                            "00000000-0000-4000-8000-000000000001",
                            "camille",
                            "Camille Moreau",
                            "camille@cabinet-moreau.example",
                            java.util.Set.of()))))
        .isNotEqualTo(camille.personId());
  }

  @Test
  void whatWasErasedIsNeverSentAgain() {
    solve();
    deliverEverything();
    carryOut(ask());
    long delivery =
        Long.parseLong(
            texts(
                    "select min(d.id) from delivery d join service_request r on r.id = d.request_id where r.number = '%s'"
                        .formatted(mine))
                .get(0));

    for (DeliveryVerb verb : List.of(DeliveryVerb.REPLAY, DeliveryVerb.REPLAY_MAPPED_ANEW)) {
      assertThatThrownBy(() -> run(() -> domain.deliveryDesk.act(sofia, verb, delivery, "Again")))
          .isInstanceOfSatisfying(
              DeliveryRefusal.class,
              refusal -> assertThat(refusal.why()).isEqualTo(DeliveryRefusal.Why.ERASED));
    }
  }

  @Test
  void everyColumnThatNamesAPersonIsKnownHere() {
    assertThat(
            texts(
                "select conrelid::regclass || '.' || a.attname from pg_constraint c join pg_attribute a"
                    + " on a.attrelid = c.conrelid and a.attnum = any(c.conkey) where c.contype = 'f'"
                    + " and c.confrelid = 'person'::regclass and a.attname <> 'person_id'"))
        .as(
            "rows of person_id go; what names a person otherwise is dealt with in ErasePerson, and known here")
        .containsExactlyInAnyOrder(
            "activity.author_id",
            "article.changed_by",
            "attachment.uploaded_by",
            "checklist_item.added_by",
            "checklist_item.done_by",
            "connector.default_person_id",
            "customer_note.author_id",
            "draft.customer_id",
            "erasure.settled_by",
            "form_draft.changed_by",
            "macro.to_person",
            "participant.added_by",
            "request_form.published_by",
            "request_link.made_by",
            "request_stage.decided_by",
            "request_stage.decider_id",
            "rule.assignee_id",
            "rule_turn.last_id",
            "service_level.to_person",
            "service_request.assignee_id",
            "service_request.requester_id",
            "service_stage.decider_id",
            "time_spent.worker_id");
  }
}
