package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachments;
import org.guichet.audit.AuditTrail;
import org.guichet.catalogue.Answers;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.RequestType;
import org.guichet.catalogue.Violation;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.delivery.Outbox;
import org.guichet.draft.Drafts;
import org.guichet.inquiry.Lookups;
import org.guichet.servicelevel.ServiceClock;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.JsonText;
import org.guichet.stage.OpenStages;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Accepts a request: the request, its first activity, its stages, the event, one delivery per flow
 * and the announcement, in ONE transaction. When it returns, nothing of it can be lost.
 */
@ApplicationScoped
public class SubmitRequest {
  private EntityManager entityManager;
  private Jdbi jdbi;
  private Catalogue catalogue;
  private Attachments attachments;
  private Drafts drafts;
  private Lookups lookups;
  private RequestNumbers numbers;
  private RequestFacts facts;
  private OpenStages stages;
  private Outbox outbox;
  private ServiceClock clock;
  private AuditTrail audit;
  private Announcer announcer;

  protected SubmitRequest() {}

  @Inject
  public SubmitRequest(
      EntityManager entityManager,
      Jdbi jdbi,
      Catalogue catalogue,
      Attachments attachments,
      Drafts drafts,
      Lookups lookups,
      RequestNumbers numbers,
      RequestFacts facts,
      OpenStages stages,
      Outbox outbox,
      ServiceClock clock,
      AuditTrail audit,
      Announcer announcer) {
    this.entityManager = entityManager;
    this.jdbi = jdbi;
    this.catalogue = catalogue;
    this.attachments = attachments;
    this.drafts = drafts;
    this.lookups = lookups;
    this.numbers = numbers;
    this.facts = facts;
    this.stages = stages;
    this.outbox = outbox;
    this.clock = clock;
    this.audit = audit;
    this.announcer = announcer;
  }

  /** What a draft became. */
  private record Earlier(String number, JsonObject fields) {}

  /**
   * Takes the submission in. Sent twice, a draft gives the number it got the first time.
   *
   * @return the number of the request, such as R-2026-000123
   * @throws InvalidSubmission when fields are missing or wrong
   * @throws AlreadySent when the draft was sent before and said something else
   * @throws org.guichet.access.NotVisible when the service is not on offer
   */
  @Transactional(dontRollbackOn = {InvalidSubmission.class, NotVisible.class})
  public String submit(Viewer viewer, Submission submission) {
    return submit(viewer, submission, null);
  }

  /**
   * The same for a request that came in through a connector: that system is not told about it.
   *
   * @param origin key of the connector; null when it was written in the portal
   */
  @Transactional(dontRollbackOn = {InvalidSubmission.class, NotVisible.class})
  public String submit(Viewer viewer, Submission submission, String origin) {
    return submit(viewer, viewer, submission, origin);
  }

  /**
   * The same by an agent for a customer on the telephone, whose request it is.
   *
   * @param agent who types; the draft and its files are his
   * @param customer as {@link OnBehalf} lets the agent file for him
   */
  @Transactional(dontRollbackOn = {InvalidSubmission.class, NotVisible.class})
  public String submitFor(Viewer agent, Viewer customer, Submission submission) {
    return submit(agent, customer, submission, null);
  }

  private String submit(Viewer writer, Viewer requester, Submission submission, String origin) {
    RequestType type = catalogue.find(submission.typeKey());
    Map<String, String> typed =
        origin == null
            ? lookups.resolve(requester, type.form(), submission.fields())
            : lookups.resolveOfMachine(requester, type.form(), submission.fields());
    Map<String, String> fields = type.form().accept(typed);
    Optional<Earlier> earlier = sentEarlier(requester, submission.draft());
    if (earlier.isPresent()) {
      return sameAs(earlier.get(), Answers.keep(type.form(), fields));
    }
    requireValid(writer, submission.draft(), typed, type);
    ServiceRequest request = store(writer, requester, submission, type, fields, origin);
    tell(writer, requester, request, origin);
    return request.number();
  }

  private void tell(Viewer writer, Viewer requester, ServiceRequest request, String origin) {
    JsonObjectBuilder event = facts.of(request.id());
    if (!isSame(writer, requester)) {
      entityManager.persist(
          Activity.by(
              writer.personId(),
              request.id(),
              ActivityKind.FILED_FOR,
              Map.of("for", requester.name())));
      event.add("by", Json.createObjectBuilder().add("name", writer.name()));
      entityManager.flush(); // before what the stages add to the story
    }
    stages.begin(request.id());
    outbox.append(request.id(), "request.submitted", event.build(), origin);
    stages.goOn(request.id(), () -> facts.of(request.id()));
    clock.follow(request.id());
    audit.record(writer, "request.submitted", "request", request.number());
    announcer.announce(Announcement.ofRequests(List.of(request.id())));
  }

  private static boolean isSame(Viewer writer, Viewer requester) {
    return writer.personId().equals(requester.personId());
  }

  /** Whether that draft of the requester's was sent already. */
  public boolean isSent(Viewer requester, UUID draft) {
    return jdbi.withHandle(handle -> sent(handle, requester, draft)).isPresent();
  }

  private void requireValid(
      Viewer viewer, UUID draft, Map<String, String> typed, RequestType type) {
    int files = attachments.ofDraft(viewer, draft).size();
    Map<String, Violation> violations = type.form().violations(typed, files);
    if (!violations.isEmpty()) {
      throw new InvalidSubmission(violations);
    }
  }

  private static String sameAs(Earlier earlier, JsonObject fields) {
    if (!earlier.fields().equals(fields)) {
      throw new AlreadySent(earlier.number());
    }
    return earlier.number();
  }

  /**
   * Two clicks on "Send request" wait for each other here; the second finds what the first has
   * stored.
   */
  private Optional<Earlier> sentEarlier(Viewer viewer, UUID draft) {
    return jdbi.withHandle(
        handle -> {
          attachments.lock(handle, draft);
          return sent(handle, viewer, draft);
        });
  }

  private static Optional<Earlier> sent(Handle handle, Viewer viewer, UUID draft) {
    return handle
        .createQuery(
            "select number, (fields || sensitive_fields)::text as fields from service_request"
                + " where draft_id = :draft and requester_id = :viewer")
        .bind("draft", draft)
        .bind("viewer", viewer.personId())
        .map(
            (row, context) ->
                new Earlier(row.getString("number"), JsonText.object(row.getString("fields"))))
        .findOne();
  }

  private ServiceRequest store(
      Viewer writer,
      Viewer requester,
      Submission submission,
      RequestType type,
      Map<String, String> fields,
      String origin) {
    Instant now = Instant.now();
    ServiceRequest request =
        ServiceRequest.submit(
            numbers.next(now),
            submission.draft(),
            type,
            fields,
            submission.language(),
            requester.personId(),
            organizationOf(requester),
            now);
    entityManager.persist(request);
    entityManager.flush(); // what follows refers to its row
    entityManager.persist(
        Activity.by(requester.personId(), request.id(), ActivityKind.SUBMITTED, Map.of())
            .through(origin));
    entityManager.flush(); // the story begins with it
    attachments.attach(writer, submission.draft(), request.id());
    drafts.forget(writer, submission.draft());
    return request;
  }

  /** The requester's organization; of several, the first by name. */
  private UUID organizationOf(Viewer viewer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select o.id from membership m join organization o on o.id = m.organization_id"
                        + " where m.person_id = :viewer order by o.name limit 1")
                .bind("viewer", viewer.personId())
                .mapTo(UUID.class)
                .findOne()
                .orElse(null));
  }
}
