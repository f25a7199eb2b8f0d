package org.guichet.demo;

import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import org.guichet.demo.BelievableCompany.Organization;
import org.guichet.demo.BelievableCompany.Service;
import org.guichet.demo.BelievableForm.Filled;

/** One request's life from its submission until it is closed, or until today. */
final class BelievableRequest {
  private static final String ACTIVITY =
      "activity (request_id, kind, internal, author_id, origin, body, details, happened_at)";
  private static final int MINUTES_A_DAY = 24 * 60;

  private final Random random;
  private final BelievableTexts texts;
  private final BelievableCompany company;
  private final BelievableForm form;
  private final BelievableDeliveries deliveries;
  private final Instant today;

  BelievableRequest(
      Random random,
      BelievableTexts texts,
      BelievableCompany company,
      BelievableDeliveries deliveries,
      Instant today) {
    this.random = random;
    this.texts = texts;
    this.company = company;
    this.form = new BelievableForm(random, texts);
    this.deliveries = deliveries;
    this.today = today;
  }

  /** What is known of the request while its life is told. */
  private static final class Life {
    private final UUID id;
    private final UUID requester;
    private final String language;
    private UUID agent;
    private String status = "SUBMITTED";
    private Instant updated;
    private Instant responded;
    private Instant solved;
    private Instant settled;
    private Instant now;

    private Life(UUID id, UUID requester, String language, Instant submitted) {
      this.id = id;
      this.requester = requester;
      this.language = language;
      this.now = submitted;
      this.updated = submitted;
    }
  }

  /**
   * Writes it with all that belongs to it.
   *
   * @param number such as R-2026-000123
   */
  void write(CopyBatch batch, Organization of, String number, Instant submitted, BlobCopies files) {
    String language = company.language(of);
    UUID requester = of.people().get(random.nextInt(of.people().size()));
    Service service = company.service();
    Filled filled = form.fill(service, language);
    Life life = new Life(company.id(), requester, language, submitted);
    UUID draft = company.id();
    activity(batch, life, "SUBMITTED", false, requester, null, "{}");
    String[] numbers = deliveries.numbers();
    deliveries.tell(numbers, (key, external) -> delivered(batch, life, key, external));
    live(batch, life, service);
    if (service.key().contains("repair") || service.key().contains("equipment")) {
      invoice(batch, life, numbers);
    }
    batch.add(
        "service_request (id, number, draft_id, type_id, subject, fields, status, requester_id, organization_id,"
            + " team_id, assignee_id, submitted_at, updated_at, version, priority, responded_at, solved_at, settled_at)",
        life.id,
        number,
        draft,
        service.id(),
        filled.subject(),
        filled.fields(),
        life.status,
        requester,
        of.id(),
        service.team(),
        life.agent,
        submitted,
        life.updated,
        1,
        priority(),
        life.responded == null ? life.settled : life.responded,
        life.solved,
        life.settled);
    if (filled.takesFiles() && random.nextInt(3) == 0) {
      files(batch, life, draft, submitted, files);
    }
    deliveries.write(batch, life.id, number, filled.subject(), submitted, numbers, life.status);
  }

  private String priority() {
    int lot = random.nextInt(20);
    return lot == 0 ? "URGENT" : lot < 4 ? "HIGH" : lot < 7 ? "LOW" : "NORMAL";
  }

  private void live(CopyBatch batch, Life life, Service service) {
    if (!later(life, 5, MINUTES_A_DAY)) {
      return;
    }
    UUID agent = company.agent(service.team());
    if (agent != null) {
      life.agent = agent;
      activity(batch, life, "ASSIGNED", false, agent, null, json("to", company.name(agent)));
    }
    status(batch, life, "IN_PROGRESS");
    if (random.nextInt(250) == 0) {
      return; // forgotten: it happens in every company
    }
    int turns = 1 + random.nextInt(3);
    for (int turn = 0; turn < turns; turn++) {
      if (!later(life, 20, 2 * MINUTES_A_DAY)) {
        return;
      }
      talk(batch, life);
    }
    if (!later(life, 60, 3 * MINUTES_A_DAY)) {
      return;
    }
    if (random.nextInt(25) == 0) {
      status(batch, life, "CANCELLED");
      return;
    }
    status(batch, life, "SOLVED");
    if (later(life, MINUTES_A_DAY, 7 * MINUTES_A_DAY)) {
      status(batch, life, "CLOSED");
    }
  }

  /** A note now and then, an answer of the agent, and mostly one of the customer. */
  private void talk(CopyBatch batch, Life life) {
    if (random.nextInt(3) == 0) {
      activity(batch, life, "NOTE", true, life.agent, texts.any("notes." + life.language), "{}");
    }
    activity(batch, life, "REPLY", false, life.agent, texts.any("answers." + life.language), "{}");
    life.responded = life.responded == null ? life.now : life.responded;
    if (random.nextInt(2) == 0) {
      status(batch, life, "WAITING_FOR_CUSTOMER");
      if (!later(life, 30, 3 * MINUTES_A_DAY)) {
        return;
      }
      status(batch, life, "IN_PROGRESS");
    }
    String reply = texts.any("replies." + life.language).replace("{0}", texts.serialNumber());
    activity(batch, life, "REPLY", false, life.requester, reply, "{}");
  }

  /** Lets time pass; false when that would be after today. */
  private boolean later(Life life, int least, int most) {
    double share = random.nextDouble();
    Instant then =
        life.now.plus(Duration.ofMinutes(least + (long) ((most - least) * share * share)));
    if (then.isAfter(today)) {
      return false;
    }
    life.now = then;
    return true;
  }

  private void status(CopyBatch batch, Life life, String to) {
    String details =
        Json.createObjectBuilder().add("from", life.status).add("to", to).build().toString();
    activity(batch, life, "STATUS_CHANGED", false, life.agent, null, details);
    life.status = to;
    if (to.equals("SOLVED")) {
      life.solved = life.now;
    }
    if (to.equals("SOLVED") || to.equals("CLOSED") || to.equals("CANCELLED")) {
      life.settled = life.now;
    }
  }

  private void delivered(CopyBatch batch, Life life, String connector, String externalId) {
    batch.add(
        ACTIVITY,
        life.id,
        "DELIVERED",
        false,
        null,
        connector,
        null,
        json("externalId", externalId),
        life.now.plusSeconds(2));
  }

  private void activity(
      CopyBatch batch,
      Life life,
      String kind,
      boolean internal,
      UUID by,
      String body,
      String details) {
    batch.add(ACTIVITY, life.id, kind, internal, by, null, body, details, life.now);
    life.updated = internal ? life.updated : life.now;
  }

  private static String json(String name, String value) {
    return Json.createObjectBuilder().add(name, value == null ? "" : value).build().toString();
  }

  private void invoice(CopyBatch batch, Life life, String[] numbers) {
    boolean done = life.status.equals("CLOSED") || life.status.equals("SOLVED");
    if (!done || random.nextInt(5) < 3) {
      return;
    }
    boolean paid = life.status.equals("CLOSED") || random.nextBoolean();
    LocalDate issued = LocalDate.ofInstant(life.now, ZoneOffset.UTC);
    String number = issued.getYear() + "-" + numbers[0].replaceAll("\\D", "");
    String amount = (20 + random.nextInt(900)) + ".00";
    String details =
        Json.createObjectBuilder()
            .add("number", number)
            .add("amount", amount)
            .add("currency", "EUR")
            .add("dueOn", issued.plusDays(14).toString())
            .build()
            .toString();
    String connector = deliveries.invoicing();
    batch.add(ACTIVITY, life.id, "INVOICE_ISSUED", false, null, connector, null, details, life.now);
    if (paid) {
      batch.add(ACTIVITY, life.id, "INVOICE_PAID", false, null, connector, null, details, life.now);
    }
    batch.add(
        "invoice (id, request_id, connector_id, external_id, number, amount, currency, due_on, paid_on, state, changed_at)",
        company.id(),
        life.id,
        deliveries.invoicingId(),
        "I" + number,
        number,
        amount,
        "EUR",
        issued.plusDays(14),
        paid ? issued.plusDays(3) : null,
        paid ? "PAID" : "ISSUED",
        life.now);
  }

  private void files(CopyBatch batch, Life life, UUID draft, Instant submitted, BlobCopies files) {
    int many = 1 + random.nextInt(2);
    for (int i = 0; i < many; i++) {
      UUID id = company.id();
      files.keep(id);
      batch.add(
          "attachment (id, draft_id, request_id, uploaded_by, name, media_type, size, sha256, uploaded_at)",
          id,
          draft,
          life.id,
          life.requester,
          (i + 1) + "-" + texts.any("files"),
          "image/png",
          files.size(),
          files.sha256(),
          submitted);
    }
  }
}
