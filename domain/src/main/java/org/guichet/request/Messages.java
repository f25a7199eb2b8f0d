package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachment;
import org.guichet.attachment.Attachments;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.delivery.Outbox;
import org.guichet.notification.TellPeople;

/**
 * Adds what was written to a request's conversation, whoever brings it: the entry, its files, and
 * by what people and systems hear of them. The caller holds the request's row lock.
 */
@ApplicationScoped
public class Messages {
  private EntityManager entityManager;
  private Attachments attachments;
  private RequestFacts facts;
  private Outbox outbox;
  private TellPeople tellPeople;

  protected Messages() {}

  @Inject
  public Messages(
      EntityManager entityManager,
      Attachments attachments,
      RequestFacts facts,
      Outbox outbox,
      TellPeople tellPeople) {
    this.entityManager = entityManager;
    this.attachments = attachments;
    this.facts = facts;
    this.outbox = outbox;
    this.tellPeople = tellPeople;
  }

  /**
   * Adds a person's message.
   *
   * @param draft under which its files were uploaded; null when there are none
   * @param origin key of the connector it came through; null when it was written in the portal
   * @return its key
   */
  public long add(
      Viewer author, ServiceRequest request, Activity message, UUID draft, String origin) {
    long id = store(request, message);
    List<Attachment> files =
        draft == null ? List.of() : attachments.attach(author, draft, request.id(), id);
    tell(request, message, author.name(), files, origin);
    return id;
  }

  /**
   * Adds what somebody wrote in a company system; the others hear of it, that system does not.
   *
   * @return its key
   */
  public long add(ServiceRequest request, Activity message, String author, String origin) {
    long id = store(request, message);
    tell(request, message, author, List.of(), origin);
    return id;
  }

  /** Adds files without a message. */
  public void addFiles(Viewer author, ServiceRequest request, UUID draft) {
    Activity entry =
        Activity.by(author.personId(), request.id(), ActivityKind.FILE_ADDED, Map.of());
    long id = store(request, entry);
    List<Attachment> files = attachments.attach(author, draft, request.id(), id);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("there are no files");
    }
    var array = Json.createArrayBuilder(files.stream().map(RequestFacts::file).toList());
    outbox.append(
        request.id(), "file.added", by(request, author.name()).add("files", array).build(), null);
  }

  private long store(ServiceRequest request, Activity message) {
    entityManager.persist(message);
    if (!message.isInternal()) { // a customer must not see that something happened he may not see
      request.touch(Instant.now());
    }
    entityManager.flush();
    tellPeople.tell(message);
    return message.id();
  }

  private void tell(
      ServiceRequest request,
      Activity message,
      String author,
      List<Attachment> files,
      String origin) {
    var array = Json.createArrayBuilder(files.stream().map(RequestFacts::file).toList()).build();
    JsonObjectBuilder said =
        Json.createObjectBuilder()
            .add("id", message.id().toString())
            .add("author", author)
            .add("text", message.body())
            .add("at", message.happenedAt().toString())
            .add("internal", message.isInternal())
            .add("attachments", array);
    String event = message.isInternal() ? "note.added" : "message.added";
    outbox.append(request.id(), event, by(request, author).add("message", said).build(), origin);
    if (!files.isEmpty() && !message.isInternal()) {
      outbox.append(
          request.id(), "file.added", by(request, author).add("files", array).build(), origin);
    }
  }

  private JsonObjectBuilder by(ServiceRequest request, String author) {
    return facts.of(request.id()).add("by", Json.createObjectBuilder().add("name", author));
  }
}
