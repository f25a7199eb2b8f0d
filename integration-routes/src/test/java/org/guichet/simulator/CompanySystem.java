package org.guichet.simulator;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One of the company's systems: its API for other programs, which its fault can spoil. Staff pages
 * and the machines' side door are {@link StaffPages} and {@link SideDoor}.
 */
abstract class CompanySystem implements AutoCloseable {
  /** Something its staff can do with a record: a button that sets a status. */
  record Action(String label, String status) {}

  /**
   * What a system is made of.
   *
   * @param id "helpdesk", the first part of its addresses
   * @param title "Help desk"
   * @param home "http://localhost:8082"
   * @param webhooks null for a system that has none
   */
  record Setup(String id, String title, String home, Records records, WebhookSender webhooks) {}

  final Records records;
  final CallLog calls = new CallLog();
  private final Setup setup;
  private final List<Kind> kinds;
  private final boolean honoursIdempotencyKeys;
  private final StaffPages pages = new StaffPages(this);
  private final SideDoor sideDoor = new SideDoor(this);
  private volatile Fault fault = Fault.NONE;

  CompanySystem(Setup setup, boolean honoursIdempotencyKeys, Kind... kinds) {
    this.setup = setup;
    this.records = setup.records();
    this.honoursIdempotencyKeys = honoursIdempotencyKeys;
    this.kinds = List.of(kinds);
  }

  /** Refuses a caller whose credentials are not ours. */
  abstract void admit(Call call);

  /** The fields a new record starts with, made of what was sent. */
  JsonObject begin(Kind kind, JsonObject body) {
    return JsonText.object(body).add("status", kind.statuses().get(0)).build();
  }

  /**
   * The record after its staff set a status.
   *
   * @param form all they filled in
   */
  JsonObject change(JsonObject record, String status, Map<String, String> form) {
    return JsonText.object(record).add("status", status).build();
  }

  /** What its staff can do next with this record. */
  abstract List<Action> actions(JsonObject record);

  /** What a list of records shows of this one. */
  abstract String summary(JsonObject record);

  final void handle(Call call) throws IOException {
    switch (call.segment(1)) {
      case "api", "oauth" -> serve(call);
      case "_sim" -> call.send(sideDoor.answer(call));
      default -> pages.serve(call);
    }
  }

  private void serve(Call call) throws IOException {
    Fault now = fault();
    if (now.is("down")) {
      calls.add(call, 0);
      call.drop();
      return;
    }
    Answer answer = now.instead();
    if (answer == null) {
      answer = attempt(call);
    }
    if (now.is("slow")) {
      pause(now.delayMs());
    }
    if (now.is("reset")) {
      calls.add(call, 0);
      call.drop();
    } else {
      calls.add(call, answer.status());
      call.send(answer);
    }
  }

  private Answer attempt(Call call) throws IOException {
    try {
      return api(call);
    } catch (IOException e) {
      calls.add(call, 0); // the caller went away in the middle of a sentence
      throw e;
    } catch (Refusal refusal) {
      return Answer.error(refusal.status(), refusal.getMessage());
    } catch (ClassCastException e) {
      return Answer.error(422, "a field has the wrong type");
    }
  }

  /** The API every system has: create, search by reference, look at one. */
  Answer api(Call call) throws IOException {
    admit(call);
    Kind kind =
        kinds.stream()
            .filter(k -> k.plural().equals(call.segment(2)))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "nothing at this address"));
    if (call.isPost() && call.depth() == 3) {
      return create(call, kind);
    }
    if (call.method().equals("GET") && call.depth() == 3) {
      return Answer.json(200, JsonText.array(kind.plural(), search(kind, call.query("reference"))));
    }
    if (call.method().equals("GET") && call.depth() == 4) {
      return Answer.json(200, present(get(kind, call.segment(3))));
    }
    throw new Refusal(405, call.method() + " is not for this address");
  }

  private Answer create(Call call, Kind kind) throws IOException {
    JsonObject body = call.json();
    kind.check(body);
    String key = honoursIdempotencyKeys ? call.header("Idempotency-Key") : null;
    Records.Created created = records.create(kind, key, body, begin(kind, body));
    return Answer.json(created.isNew() ? 201 : 200, present(created.record()));
  }

  /** All of this kind with this reference, or all of this kind without one. */
  final List<JsonObject> search(Kind kind, String reference) {
    return records.all().stream()
        .filter(record -> record.getString("kind").equals(kind.name()))
        .filter(record -> reference == null || reference.equals(reference(record)))
        .map(this::present)
        .toList();
  }

  final long count(Kind kind) {
    return records.all().stream()
        .filter(record -> record.getString("kind").equals(kind.name()))
        .count();
  }

  final JsonObject get(Kind kind, String id) {
    return records
        .find(id)
        .filter(record -> record.getString("kind").equals(kind.name()))
        .orElseThrow(() -> new Refusal(404, "there is no " + kind.name() + " " + id));
  }

  /**
   * Its staff's work: sets a status and tells the world by webhook, in the order of the changes.
   */
  final synchronized JsonObject setStatus(String id, Map<String, String> form) {
    String status = form.getOrDefault("status", "");
    JsonObject record = records.find(id).orElseThrow(() -> new Refusal(404, "there is no " + id));
    kindOf(record).checkStatus(status);
    if (setup.webhooks() == null) {
      return present(records.change(id, before -> change(before, status, form)));
    }
    Records.Webhook webhook =
        records.announce(id, before -> change(before, status, form), this::present);
    setup.webhooks().send(webhook, fault());
    return present(records.find(id).orElse(record));
  }

  /** The record as others see it: with its address, which follows the port of today. */
  final JsonObject present(JsonObject record) {
    return JsonText.object(record).add("url", setup.home() + page(record)).build();
  }

  /** The path of a record's staff page. */
  final String page(JsonObject record) {
    return base() + kindOf(record).plural() + "/" + record.getString("id");
  }

  final String base() {
    return "/" + setup.id() + "/";
  }

  final String id() {
    return setup.id();
  }

  final String title() {
    return setup.title();
  }

  final WebhookSender webhooks() {
    return setup.webhooks();
  }

  final List<Kind> kinds() {
    return kinds;
  }

  final Kind kindOf(JsonObject record) {
    return kinds.stream()
        .filter(kind -> kind.name().equals(record.getString("kind")))
        .findFirst()
        .orElseThrow();
  }

  static String reference(JsonObject record) {
    return record.getString("reference", "");
  }

  final Fault fault() {
    return fault.isOver() ? Fault.NONE : fault;
  }

  final void set(Fault fault) {
    this.fault = fault;
  }

  @Override
  public void close() throws IOException {
    if (setup.webhooks() != null) {
      setup.webhooks().close();
    }
    records.close();
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
