package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The doors for what company systems push. */
@ApplicationScoped
public class Hooks {
  private Jdbi jdbi;

  protected Hooks() {}

  @Inject
  public Hooks(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The door of that connector; empty when there is none. */
  public Optional<Hook> find(String connector) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select id, key, webhook_kind, webhook_settings::text as settings, webhook_secret, wake_up"
                            + " from connector where key = :key")
                    .bind("key", connector)
                    .map(
                        (row, context) ->
                            new Hook(
                                row.getInt("id"),
                                row.getString("key"),
                                Hook.Kind.valueOf(
                                    row.getString("webhook_kind").toUpperCase(Locale.ROOT)),
                                row.getString("settings"),
                                row.getString("webhook_secret"),
                                row.getString("wake_up")))
                    .findOne())
        .filter(Hook::isOpen);
  }
}
