package org.guichet.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.catalogue.LookupSource;
import org.guichet.delivery.ChangeConnectors.Refused;
import org.guichet.delivery.Kamelets;
import org.guichet.shared.Jq;
import org.guichet.shared.JqFailed;
import org.jdbi.v3.core.Jdbi;

/** What connectors can be asked by lookup fields. */
@ApplicationScoped
public class LookupQuestions {
  /** The preset by which a Kamelet says that it knows the verb. */
  private static final String KNOWS_LOOKUP = "lookup";

  private static final int LONGEST_MAPPING = 20_000;

  private Jdbi jdbi;
  private Kamelets kamelets;
  private AuditTrail audit;

  protected LookupQuestions() {}

  @Inject
  public LookupQuestions(Jdbi jdbi, Kamelets kamelets, AuditTrail audit) {
    this.jdbi = jdbi;
    this.kamelets = kamelets;
    this.audit = audit;
  }

  /**
   * A question of a connector.
   *
   * @param key as forms name it
   * @param mapping jq from {@code {question, query, limit, organization, person}} to what the
   *     Kamelet is asked
   * @param shared whether everybody of an organization gets the same answers
   */
  public record Definition(
      String connector, String key, String mapping, boolean shared, Duration limit) {}

  /**
   * Sets a question up, or changes it.
   *
   * @throws NotAllowed when the viewer does not look after connectors
   * @throws NotVisible when there is no such connector
   * @throws Refused when its Kamelet cannot be asked, or the mapping is none
   */
  @Transactional
  public void define(Viewer viewer, Definition question) {
    if (!viewer.is(Role.INTEGRATION_ADMIN)) {
      throw new NotAllowed("change what a connector can be asked");
    }
    check(question);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into lookup_question (connector_id, key, mapping, shared, time_limit_ms)"
                        + " select id, :key, :mapping, :shared, :limit from connector where key = :connector"
                        + " on conflict (connector_id, key) do update set mapping = excluded.mapping,"
                        + " shared = excluded.shared, time_limit_ms = excluded.time_limit_ms")
                .bind("key", question.key())
                .bind("mapping", question.mapping())
                .bind("shared", question.shared())
                .bind("limit", question.limit().toMillis())
                .bind("connector", question.connector())
                .execute());
    audit.record(
        viewer,
        "connector.question_defined",
        "connector",
        question.connector(),
        Json.createObjectBuilder().add("question", question.key()).build());
  }

  private void check(Definition question) {
    String kamelet = kameletOf(question.connector());
    if (kamelets.find(kamelet).filter(file -> file.preset(KNOWS_LOOKUP) != null).isEmpty()) {
      throw new Refused(
          List.of("The Kamelet " + kamelet + " cannot be asked: it knows no lookup."));
    }
    if (!question.key().matches("[a-z][A-Za-z0-9-]{0,39}")) {
      throw new Refused(List.of("The key must be letters, digits and hyphens."));
    }
    if (question.limit().toMillis() < 200 || question.limit().toSeconds() > 10) {
      throw new Refused(List.of("The time limit must be 0.2 to 10 seconds."));
    }
    if (question.mapping().length() > LONGEST_MAPPING) {
      throw new Refused(List.of("The mapping is longer than " + LONGEST_MAPPING + " characters."));
    }
    try {
      Jq.of(question.mapping());
    } catch (JqFailed e) {
      throw new Refused(List.of("The mapping is no jq: " + e.getMessage() + "."));
    }
  }

  private String kameletOf(String connector) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select kamelet from connector where key = :key and removed_at is null")
                .bind("key", connector)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> new NotVisible("connector", connector)));
  }

  /** How that person asks it; empty when nobody has set it up, or the connector is gone. */
  Optional<Asking> find(Viewer viewer, LookupSource source) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select c.id, q.key, q.shared, q.time_limit_ms, o.id as organization, o.name, o.alias"
                        + " from lookup_question q join connector c on c.id = q.connector_id"
                        + " left join lateral (select g.id, g.name, g.alias from membership m"
                        + " join organization g on g.id = m.organization_id where m.person_id = :person"
                        + " order by g.name limit 1) o on true"
                        + " where c.key = :connector and q.key = :question and c.removed_at is null")
                .bind("person", viewer.personId())
                .bind("connector", source.connector())
                .bind("question", source.question())
                .map((row, context) -> asking(row, viewer))
                .findOne());
  }

  /** Of several organizations the first by name, as for a request that he sends. */
  private static Asking asking(ResultSet row, Viewer viewer) throws SQLException {
    UUID organization = row.getObject("organization", UUID.class);
    boolean isShared = row.getBoolean("shared") && organization != null;
    JsonObject person =
        Json.createObjectBuilder().add("name", viewer.name()).add("email", viewer.email()).build();
    JsonObjectBuilder who = Json.createObjectBuilder().add("person", person);
    if (organization == null) {
      who.add("organization", JsonValue.NULL);
    } else {
      who.add(
          "organization",
          Json.createObjectBuilder()
              .add("name", row.getString("name"))
              .add("alias", row.getString("alias")));
    }
    return new Asking(
        row.getInt("id"),
        row.getString("key"),
        isShared ? organization : viewer.personId(),
        Duration.ofMillis(row.getInt("time_limit_ms")),
        who.build());
  }
}
