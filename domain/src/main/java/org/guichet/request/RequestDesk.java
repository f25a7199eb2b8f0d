package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.Mentions;
import org.guichet.conversation.ReplyDrafts;

/** What people do to a request that is on its way: answer, note, change its status, take it. */
@ApplicationScoped
public class RequestDesk {
  /** Characters of a message. */
  public static final int LONGEST_MESSAGE = 20_000;

  private RequestSteps steps;
  private Messages messages;
  private ReplyDrafts drafts;

  protected RequestDesk() {}

  @Inject
  public RequestDesk(RequestSteps steps, Messages messages, ReplyDrafts drafts) {
    this.steps = steps;
    this.messages = messages;
    this.drafts = drafts;
  }

  /** Says something to everybody who sees the request. */
  @Transactional
  public void reply(Viewer viewer, String number, String text) {
    reply(viewer, number, text, null, null);
  }

  /**
   * Says something to everybody who sees the request, with files. Sent twice, a draft is one
   * message, unless it says something else by then. An answer that the company waited for lets the
   * work go on.
   *
   * @param draft in which it was written, with its files; null when it has none
   * @param origin key of the connector that the message came through; null when it was written here
   * @return key of the message
   */
  @Transactional
  public long reply(Viewer viewer, String number, String text, UUID draft, String origin) {
    ServiceRequest request = steps.lock(Visibility.of(viewer), number);
    String said = message(text);
    UUID written = draft;
    if (draft != null) {
      Optional<ReplyDrafts.Sent> earlier = drafts.sent(viewer, request.id(), draft);
      if (earlier.isPresent()) {
        if (earlier.get().body().equals(said)) {
          return earlier.get().id();
        }
        written = UUID.randomUUID(); // a window that did not see it sent has gone on
      }
      drafts.forget(viewer, request.id(), draft);
    }
    Activity reply =
        Activity.reply(viewer.personId(), request.id(), said).through(origin).writtenIn(written);
    long id = messages.add(viewer, request, reply, written, origin);
    steps.record(viewer, request, "message.added");
    goOn(viewer, request);
    return id;
  }

  private void goOn(Viewer viewer, ServiceRequest request) {
    if (request.status() == RequestStatus.WAITING_FOR_CUSTOMER
        && steps.find(Visibility.atDesk(viewer), request.number()).isEmpty()
        && steps.isOfCustomer(viewer, request)) {
      steps.step(viewer, request, RequestStatus.IN_PROGRESS);
    }
  }

  /**
   * Adds files without a message.
   *
   * @param draft under which they were uploaded
   */
  @Transactional
  public void addFiles(Viewer viewer, String number, UUID draft) {
    ServiceRequest request = steps.lock(Visibility.of(viewer), number);
    messages.addFiles(viewer, request, draft);
    drafts.forget(viewer, request.id(), draft);
    steps.record(viewer, request, "file.added");
    goOn(viewer, request);
  }

  /** Writes down something that customers never see. Colleagues whom it calls by @ are told. */
  @Transactional
  public void note(Viewer viewer, String number, String text) {
    note(viewer, number, text, null);
  }

  /**
   * The same with files, which customers never see either.
   *
   * @param draft under which they were uploaded; null when there are none
   */
  @Transactional
  public void note(Viewer viewer, String number, String text, UUID draft) {
    ServiceRequest request = steps.lock(desk(viewer, "write a note"), number);
    String said = message(text);
    Map<UUID, String> called =
        said.contains(Mentions.SIGN) ? Mentions.in(said, steps.colleagues(request)) : Map.of();
    Activity note = Activity.note(viewer.personId(), request.id(), said, called);
    messages.add(viewer, request, note, draft, null);
    steps.record(viewer, request, "note.added");
  }

  /**
   * Takes a step along the allowed transitions.
   *
   * @param seen the version of the request that the viewer saw when he decided
   * @throws ChangedMeanwhile when it is not that version any more
   * @throws IllegalTransition when there is no such step
   */
  @Transactional
  public void changeStatus(Viewer viewer, String number, RequestStatus to, long seen) {
    steps.step(viewer, unchanged(desk(viewer, "change the status"), number, seen), to);
  }

  private ServiceRequest unchanged(Visibility desk, String number, long seen) {
    ServiceRequest request = steps.lock(desk, number);
    if (request.version() != seen) {
      throw new ChangedMeanwhile(number);
    }
    return request;
  }

  /** Says how urgent the request is to the company. */
  @Transactional
  public void changePriority(Viewer viewer, String number, Priority to) {
    prioritize(viewer, steps.lock(desk(viewer, "change the priority"), number), to);
  }

  /**
   * The same upon what the viewer saw.
   *
   * @param seen the version of the request that the viewer saw when he decided
   * @throws ChangedMeanwhile when it is not that version any more
   */
  @Transactional
  public void changePriority(Viewer viewer, String number, Priority to, long seen) {
    prioritize(viewer, unchanged(desk(viewer, "change the priority"), number, seen), to);
  }

  void prioritize(Viewer viewer, ServiceRequest request, Priority to) {
    Priority from = request.priority();
    if (request.prioritize(to)) {
      Map<String, String> details = Map.of("from", from.name(), "to", to.name());
      steps.settle(
          viewer,
          request,
          Activity.by(viewer.personId(), request.id(), ActivityKind.PRIORITY_CHANGED, details)
              .forStaff(),
          "request.priority_changed");
    }
  }

  /**
   * Takes a request that nobody has.
   *
   * @throws ChangedMeanwhile when a colleague was quicker
   */
  @Transactional
  public void take(Viewer viewer, String number) {
    ServiceRequest request = steps.lock(desk(viewer, "take a request"), number);
    if (request.isAssigned()) {
      throw new ChangedMeanwhile(number);
    }
    assign(viewer, request, viewer.personId(), viewer.name());
  }

  /** Gives the request to the viewer himself, whoever had it. */
  @Transactional
  public void assignToMe(Viewer viewer, String number) {
    ServiceRequest request = steps.lock(desk(viewer, "take a request"), number);
    assign(viewer, request, viewer.personId(), viewer.name());
  }

  /**
   * Gives the request to somebody, whoever had it.
   *
   * @param to a person of its team, or the viewer himself; null for nobody
   * @param seen the version of the request that the viewer saw when he decided
   * @throws ChangedMeanwhile when it is not that version any more
   * @throws NotInTeam when it cannot be that person's
   */
  @Transactional
  public void assign(Viewer viewer, String number, UUID to, long seen) {
    give(viewer, unchanged(desk(viewer, "assign a request"), number, seen), to);
  }

  /** Gives it to a person of its team, or to the viewer himself; null for nobody. */
  void give(Viewer viewer, ServiceRequest request, UUID to) {
    if (to == null || to.equals(viewer.personId())) {
      assign(viewer, request, to, to == null ? "" : viewer.name());
    } else {
      String name =
          steps.memberOfItsTeam(request, to).orElseThrow(() -> new NotInTeam(request.number()));
      assign(viewer, request, to, name);
    }
  }

  private void assign(Viewer viewer, ServiceRequest request, UUID to, String name) {
    if (request.assign(to, Instant.now())) {
      steps.settle(
          viewer,
          request,
          Activity.by(viewer.personId(), request.id(), ActivityKind.ASSIGNED, Map.of("to", name)),
          "request.assigned");
    }
  }

  private static Visibility desk(Viewer viewer, String action) {
    if (!viewer.isStaff()) {
      throw new NotAllowed(action);
    }
    return Visibility.atDesk(viewer);
  }

  private static String message(String text) {
    String message = text == null ? "" : text.strip();
    if (message.isEmpty() || message.length() > LONGEST_MESSAGE || message.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a message has 1 to " + LONGEST_MESSAGE + " characters");
    }
    return message;
  }
}
