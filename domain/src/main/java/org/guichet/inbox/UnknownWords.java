package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.guichet.access.NotAllowed;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Words of systems that their status maps do not know. They are shown as they are; IT is asked what
 * they mean. One that has got its entry is known and not listed any more.
 */
@ApplicationScoped
public class UnknownWords {
  private Jdbi jdbi;

  protected UnknownWords() {}

  @Inject
  public UnknownWords(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A word that nobody has explained yet.
   *
   * @param connector key of the connector
   * @param connectorName its names, JSON
   */
  public record UnknownWord(
      String connector, String connectorName, String word, int count, Instant lastSeen)
      implements Serializable {}

  /** Counts the word, once more. */
  public void count(int connector, String word) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into unknown_word (connector_id, word) values (:connector, :word)"
                        + " on conflict (connector_id, word) do update set count = unknown_word.count + 1, last_seen = now()")
                .bind("connector", connector)
                .bind("word", word)
                .execute());
  }

  /** Those that are unknown now, last seen first. */
  public List<UnknownWord> list(Viewer viewer, int limit) {
    if (!viewer.caresForDeliveries()) {
      throw new NotAllowed("see unknown words");
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select c.key as connector, c.name::text as connector_name, u.word, u.count, u.last_seen"
                        + " from unknown_word u join connector c on c.id = u.connector_id"
                        + " where c.status_map -> u.word is null order by u.last_seen desc, u.word limit :limit")
                .bind("limit", limit)
                .map(ConstructorMapper.of(UnknownWord.class))
                .list());
  }
}
