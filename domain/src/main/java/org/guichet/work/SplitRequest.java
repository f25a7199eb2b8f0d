package org.guichet.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachment;
import org.guichet.attachment.Attachments;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.request.RequestFacts;
import org.guichet.request.RequestNumbers;
import org.guichet.request.RequestSteps;
import org.guichet.request.ServiceRequest;
import org.guichet.request.StageInTheWay;
import org.guichet.stage.OpenStages;
import org.jdbi.v3.core.Jdbi;

/**
 * Makes a request of its own of a part of another one: for the same customer and the same service,
 * with copies of the chosen messages and files. The other one keeps everything.
 */
@ApplicationScoped
public class SplitRequest {
  /** Characters of the new subject. */
  public static final int LONGEST_SUBJECT = 200;

  private EntityManager entityManager;
  private RequestSteps steps;
  private DeskLock desk;
  private RequestLinks links;
  private RequestNumbers numbers;
  private OpenStages stages;
  private RequestFacts facts;
  private Attachments attachments;
  private Jdbi jdbi;

  protected SplitRequest() {}

  @Inject
  public SplitRequest(
      EntityManager entityManager,
      RequestSteps steps,
      DeskLock desk,
      RequestLinks links,
      RequestNumbers numbers,
      OpenStages stages,
      RequestFacts facts,
      Attachments attachments,
      Jdbi jdbi) {
    this.entityManager = entityManager;
    this.steps = steps;
    this.desk = desk;
    this.links = links;
    this.numbers = numbers;
    this.stages = stages;
    this.facts = facts;
    this.attachments = attachments;
    this.jdbi = jdbi;
  }

  /**
   * What the new request takes along.
   *
   * @param draft by which a second click finds what the first has made
   * @param messages keys of messages and notes; others than the request's own are left out
   * @param files keys of files, besides those of the chosen messages
   */
  public record Part(UUID draft, String subject, Set<Long> messages, Set<UUID> files) {}

  /**
   * Splits a part off.
   *
   * @return the number of the new request
   * @throws IllegalArgumentException when there is no subject, or too long a one
   * @throws StageInTheWay while somebody has yet to agree to it
   * @throws NotAllowed for all but staff
   * @throws NotVisible when the viewer does not see it at the desk
   */
  @Transactional
  public String split(Viewer viewer, String number, Part chosen) {
    String subject = WorkTexts.line(chosen.subject(), LONGEST_SUBJECT);
    ServiceRequest whole = desk.one(viewer, number);
    Optional<String> earlier = madeOf(chosen.draft());
    if (earlier.isPresent()) {
      return earlier.get();
    }
    steps.requireAgreed(whole);
    Instant now = Instant.now();
    ServiceRequest part = whole.split(numbers.next(now), chosen.draft(), subject, now);
    entityManager.persist(part);
    entityManager.flush(); // what follows refers to its row
    entityManager.persist(
        Activity.by(part.requesterId(), part.id(), ActivityKind.SUBMITTED, Map.of()));
    entityManager.flush();
    copyFollowers(viewer, whole, part);
    Map<Long, Long> copies = copyMessages(whole, part, chosen.messages());
    copyFiles(whole, part, chosen, copies);
    links.insert(viewer, whole, part, LinkKind.SPLIT);
    stages.takeAlong(whole.id(), part.id());
    tell(viewer, whole, part);
    stages.goOn(part.id(), () -> facts.of(part.id()));
    return part.number();
  }

  private Optional<String> madeOf(UUID draft) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select number from service_request where draft_id = :draft")
                .bind("draft", draft)
                .mapTo(String.class)
                .findOne());
  }

  private void tell(Viewer viewer, ServiceRequest whole, ServiceRequest part) {
    steps.settle(
        viewer,
        part,
        entry(viewer, part, ActivityKind.SPLIT_FROM, whole.number()),
        "request.submitted",
        RequestLinks.said(LinkKind.SPLIT, whole));
    steps.settle(
        viewer,
        whole,
        entry(viewer, whole, ActivityKind.SPLIT_OFF, part.number()),
        "request.split",
        RequestLinks.said(LinkKind.SPLIT, part));
  }

  private static Activity entry(
      Viewer viewer, ServiceRequest request, ActivityKind kind, String number) {
    return Activity.by(viewer.personId(), request.id(), kind, Map.of("number", number));
  }

  /** Who sees the whole sees its part: what the story says of it is no secret to anybody. */
  private void copyFollowers(Viewer viewer, ServiceRequest whole, ServiceRequest part) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into participant (request_id, person_id, added_by, added_at)"
                        + " select :part, person_id, :viewer, :now from participant where request_id = :whole")
                .bind("part", part.id())
                .bind("viewer", viewer.personId())
                .bind("now", Instant.now())
                .bind("whole", whole.id())
                .execute());
  }

  /** Copies in their order; returns the copy of each. */
  private Map<Long, Long> copyMessages(
      ServiceRequest whole, ServiceRequest part, Set<Long> messages) {
    Map<Long, Long> copies = new LinkedHashMap<>();
    for (Long message : messages.stream().sorted().toList()) {
      copyMessage(whole, part, message).ifPresent(copy -> copies.put(message, copy));
    }
    return copies;
  }

  private Optional<Long> copyMessage(ServiceRequest whole, ServiceRequest part, long message) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "insert into activity (request_id, kind, internal, author_id, origin, body, details, happened_at)"
                        + " select :part, kind, internal, author_id, origin, body, details, happened_at from activity"
                        + " where id = :message and request_id = :whole and kind in ('REPLY', 'NOTE') returning id")
                .bind("part", part.id())
                .bind("message", message)
                .bind("whole", whole.id())
                .mapTo(Long.class)
                .findOne());
  }

  private void copyFiles(
      ServiceRequest whole, ServiceRequest part, Part chosen, Map<Long, Long> copies) {
    Set<UUID> open =
        attachments.ofRequest(whole.id(), false).stream()
            .map(Attachment::id)
            .collect(Collectors.toSet());
    for (Attachment file : attachments.ofRequest(whole.id(), true)) {
      Long message = file.message() == null ? null : copies.get(file.message());
      // Without its note a note's file would be there for customers to see.
      if (message != null || chosen.files().contains(file.id()) && open.contains(file.id())) {
        copyFile(file, whole, part, message);
      }
    }
  }

  private void copyFile(Attachment file, ServiceRequest whole, ServiceRequest part, Long message) {
    try {
      attachments.copy(file.id(), whole.id(), part.id(), UUID.randomUUID(), message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
