package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.guichet.conversation.Activity;
import org.guichet.delivery.Connector;
import org.guichet.request.Messages;
import org.guichet.request.RequestDesk;
import org.guichet.request.ServiceRequest;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Adds what was written in a system to the request's conversation, each message once. What we wrote
 * there ourselves comes back as such and is not added: no echo. Part of the transaction that
 * applies the word; the request's row is locked.
 */
@ApplicationScoped
public class ApplyMessages {
  private Jdbi jdbi;
  private Messages messages;

  protected ApplyMessages() {}

  @Inject
  public ApplyMessages(Jdbi jdbi, Messages messages) {
    this.jdbi = jdbi;
    this.messages = messages;
  }

  /** A message of ours that was, or is being, carried to a system. */
  public record Carried(long activity, String author, String text, String externalId) {
    /** A time, a comma and a colon. */
    private static final int MOST_BETWEEN = 40;

    /**
     * Systems show it with their own number, or as it was sent, or with the author's name and the
     * time before it. A text that quotes it and says more is somebody's answer.
     *
     * @param record the number of the record that it is about: no number of a message
     */
    boolean isSame(SystemWord.MessageWord said, String record) {
      String theirs = words(said.text());
      String ours = words(text);
      String by = words(author);
      return said.id().equals(externalId) && !said.id().equals(record)
          || theirs.equals(ours)
          || theirs.startsWith(by)
              && theirs.endsWith(ours)
              && theirs.length() <= by.length() + ours.length() + MOST_BETWEEN;
    }

    private static String words(String text) {
      return text.strip().replaceAll("\\s+", " ");
    }
  }

  /**
   * @return how many were added
   */
  public int apply(Connector connector, SystemWord word, ServiceRequest request) {
    int added = 0;
    Set<String> known = known(connector, word.messages());
    for (SystemWord.MessageWord said : word.messages()) {
      if (known.add(said.id())) {
        Optional<Carried> ours = own(connector, said, word.externalId(), request);
        if (ours.isEmpty()) {
          keep(connector, said, request, add(connector, said, request));
          added++;
        } else {
          keep(connector, said, request, ours.get().activity());
        }
      }
    }
    return added;
  }

  private Set<String> known(Connector connector, List<SystemWord.MessageWord> messages) {
    if (messages.isEmpty()) {
      return Set.of();
    }
    List<String> ids = messages.stream().map(SystemWord.MessageWord::id).toList();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select external_id from external_message"
                        + " where connector_id = :connector and external_id = any(:ids)")
                .bind("connector", connector.id())
                .bindArray("ids", String.class, ids)
                .mapTo(String.class)
                .collect(Collectors.toCollection(HashSet::new)));
  }

  private void keep(
      Connector connector, SystemWord.MessageWord said, ServiceRequest request, long activity) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into external_message (connector_id, external_id, request_id, activity_id)"
                        + " values (:connector, :id, :request, :activity)")
                .bind("connector", connector.id())
                .bind("id", said.id())
                .bind("request", request.id())
                .bind("activity", activity)
                .execute());
  }

  private Optional<Carried> own(
      Connector connector, SystemWord.MessageWord said, String record, ServiceRequest request) {
    List<Carried> carried =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select (e.payload -> 'message' ->> 'id')::bigint as activity,"
                            + " e.payload -> 'message' ->> 'author' as author,"
                            + " e.payload -> 'message' ->> 'text' as text, d.external_id"
                            + " from delivery d join outbox_event e on e.id = d.event_id"
                            + " where d.request_id = :request and d.connector_id = :connector and d.state <> 5"
                            + " and e.type in ('message.added', 'note.added')"
                            + " and not exists (select 1 from external_message m where m.connector_id = :connector"
                            + " and m.activity_id = (e.payload -> 'message' ->> 'id')::bigint) order by d.id")
                    .bind("request", request.id())
                    .bind("connector", connector.id())
                    .map(ConstructorMapper.of(Carried.class))
                    .list());
    return carried.stream().filter(message -> message.isSame(said, record)).findFirst();
  }

  private long add(Connector connector, SystemWord.MessageWord said, ServiceRequest request) {
    String text = said.text().strip();
    String fitting =
        text.length() <= RequestDesk.LONGEST_MESSAGE
            ? text
            : text.substring(0, RequestDesk.LONGEST_MESSAGE - 1) + "…";
    Activity message =
        Activity.written(
            connector.key(), request.id(), said.author(), fitting, said.at(), said.internal());
    return messages.add(request, message, said.author(), connector.key());
  }
}
