package org.guichet.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.guichet.catalogue.PublishForm;
import org.guichet.delivery.Secrets;
import org.guichet.shared.JsonText;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The demo's company, a computer-repair firm: its people, teams, services, connectors and flows,
 * out of {@code repair-company.json}. Seeding again brings what it names up to date and leaves
 * everything else alone.
 */
public final class RepairCompany {
  private final JsonObject company;
  private final String simulator;

  private RepairCompany(JsonObject company, String simulator) {
    this.company = company;
    this.simulator = simulator;
  }

  /**
   * Lets the company send mails, too: that it has a request, and what happens to it. Customers do
   * not see that in the strip.
   *
   * @param smtpPort of the mail server on this machine
   */
  public static void seedMail(DataSource dataSource, int smtpPort) {
    JsonObject mail = read().getJsonObject("mail");
    JsonObject here = JsonText.object(mail.toString().replace("${smtp}", String.valueOf(smtpPort)));
    Jdbi.create(dataSource)
        .useTransaction(
            handle -> {
              new RepairCompany(here, "").seedConnectors(handle);
              handle.execute("update connector set public = false where key = 'mail'");
              handle.execute("update flow set at_once = true where key = 'mail-confirmation'");
            });
  }

  /**
   * Seeds a migrated database.
   *
   * @param masterKeyFile the key for the connectors' secrets
   * @param issuer the identity provider whose subjects the people are
   * @param simulator base address of the company simulator, without a slash at its end
   */
  public static void seed(
      DataSource dataSource, Path masterKeyFile, String issuer, String simulator) {
    Jdbi jdbi = Jdbi.create(dataSource);
    RepairCompany company = new RepairCompany(read(), simulator);
    Secrets secrets = new Secrets(jdbi, masterKeyFile);
    company.company.getJsonObject("secrets").forEach((id, value) -> secrets.put(id, text(value)));
    jdbi.useTransaction(
        handle -> {
          company.seedDirectory(handle, issuer);
          company.seedCatalogue(handle);
          company.seedServiceLevels(handle);
          company.seedBulletins(handle);
          company.seedArticles(handle);
          company.seedDesk(handle);
          company.seedConnectors(handle);
          company.seedLookups(handle);
          company.seedStages(handle);
        });
  }

  /** The forms of its services, as it defines them. */
  public static List<JsonObject> forms() {
    return read().getJsonArray("requestTypes").getValuesAs(JsonObject.class).stream()
        .map(type -> type.getJsonObject("form"))
        .toList();
  }

  private static JsonObject read() {
    try (InputStream in = RepairCompany.class.getResourceAsStream("repair-company.json");
        var reader = Json.createReader(in)) {
      return reader.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Object json) {
    return ((jakarta.json.JsonString) json).getString();
  }

  private void seedDirectory(Handle handle, String issuer) {
    each(
        "organizations",
        handle,
        "insert into organization (id, alias, name) values (gen_random_uuid(), :alias, :name)"
            + " on conflict (alias) do update set name = excluded.name");
    each(
        "teams",
        handle,
        "insert into team (id, key, name) values (gen_random_uuid(), :key, :name)"
            + " on conflict (key) do update set name = excluded.name");
    for (JsonObject person : company.getJsonArray("people").getValuesAs(JsonObject.class)) {
      handle
          .createUpdate(
              "insert into person (id, issuer, subject, username, name, email) values (gen_random_uuid(), :issuer, :subject,"
                  + " :username, :name, :email) on conflict (issuer, subject) do nothing")
          .bind("issuer", issuer)
          .bindMap(strings(person))
          .execute();
    }
    for (JsonObject membership :
        company.getJsonArray("memberships").getValuesAs(JsonObject.class)) {
      handle
          .createUpdate(
              "insert into membership (person_id, organization_id, manager) select p.id, o.id, :manager from person p,"
                  + " organization o where p.issuer = :issuer and p.username = :person and o.alias = :organization"
                  + " on conflict do nothing")
          .bind("issuer", issuer)
          .bind("manager", membership.getBoolean("manager", false))
          .bindMap(strings(membership))
          .execute();
    }
    for (JsonObject member : company.getJsonArray("teamMembers").getValuesAs(JsonObject.class)) {
      handle
          .createUpdate(
              "insert into team_member (team_id, person_id) select t.id, p.id from team t, person p"
                  + " where p.issuer = :issuer and p.username = :person and t.key = :team on conflict do nothing")
          .bind("issuer", issuer)
          .bindMap(strings(member))
          .execute();
    }
  }

  /**
   * Categories, services and their forms; what supervisors have made of them since stays, and so do
   * their order and what the stages say.
   */
  private void seedCatalogue(Handle handle) {
    each(
        "serviceCategories",
        handle,
        "insert into service_category (key, name, position) values (:key, :name::jsonb, :position::int)"
            + " on conflict (key) do update set name = excluded.name"
            + " where service_category.version = 0");
    each(
        "requestTypes",
        handle,
        "insert into request_type (id, key, category_key, name, summary, icon, team_id, position, usual, search_words,"
            + " default_priority, needs_approval) select gen_random_uuid(), :key, :category, :name::jsonb, :summary::jsonb,"
            + " :icon, t.id, :position::int, :usual::jsonb, :searchWords::jsonb, :priority, :approval::boolean"
            + " from team t where t.key = :team on conflict (key) do update set category_key = excluded.category_key,"
            + " name = excluded.name, summary = excluded.summary, icon = excluded.icon,"
            + " usual = excluded.usual, search_words = excluded.search_words, default_priority = excluded.default_priority"
            + " where request_type.version = 0");
    for (JsonObject type : company.getJsonArray("requestTypes").getValuesAs(JsonObject.class)) {
      if (!isFormKept(handle, type.getString("key"))) {
        PublishForm.publish(handle, type.getString("key"), type.getJsonObject("form"), null);
      }
    }
  }

  /** Whether somebody has published a form of his own. */
  private static boolean isFormKept(Handle handle, String service) {
    return handle
        .createQuery(
            "select exists (select 1 from request_form f join request_type t on t.id = f.type_id"
                + " where t.key = :service and f.published_by is not null)")
        .bind("service", service)
        .mapTo(Boolean.class)
        .one();
  }

  /** Working hours and promises; what supervisors have made of them since stays. */
  private void seedServiceLevels(Handle handle) {
    each(
        "calendars",
        handle,
        "insert into service_calendar (name, zone, hours) values (:name, :zone, :hours::jsonb) on conflict do nothing");
    each(
        "holidays",
        handle,
        "insert into service_holiday (calendar_id, day, name) select id, :day::date, :name from service_calendar"
            + " where name = :calendar and version = 0 on conflict do nothing");
    each(
        "serviceLevels",
        handle,
        "with level as (insert into service_level (type_id, calendar_id, warn_percent, escalate_on, raise_priority)"
            + " select t.id, c.id, 75, 'MISSED', true from request_type t, service_calendar c"
            + " where t.key = :type and c.name = :calendar on conflict do nothing returning type_id)"
            + " insert into service_target (type_id, priority, target, minutes)"
            + " select level.type_id, p.key, kind.target, (p.value ->> kind.place)::int"
            + " from level, jsonb_each(:targets::jsonb) p,"
            + " (values ('FIRST_RESPONSE', 0), ('RESOLUTION', 1)) as kind (target, place)");
  }

  /** What is announced on the home page; each is told once. */
  private void seedBulletins(Handle handle) {
    each(
        "bulletins",
        handle,
        "insert into bulletin (id, title, body, shown_from) select :id::uuid, :title::jsonb, :body::jsonb, now()"
            + " on conflict (id) do nothing");
  }

  /** What people ask again and again; what was written over one since stays. */
  private void seedArticles(Handle handle) {
    each(
        "articles",
        handle,
        "insert into article (id, topic_id, language, category_key, question, answer, published_at, changed_at)"
            + " select md5(:topic || language)::uuid, md5(:topic)::uuid, language, :category, text ->> 'question',"
            + " text ->> 'answer', now(), now() from jsonb_each(:texts::jsonb) as written(language, text)"
            + " on conflict (id) do nothing");
  }

  /** What the teams write and do again and again; what was made of it since stays. */
  private void seedDesk(Handle handle) {
    each(
        "templates",
        handle,
        "insert into reply_template (id, name, text_en, text_fr, team_id)"
            + " select md5('template ' || :key)::uuid, :name, :english, :french, id from team where key = :team"
            + " on conflict do nothing");
    each(
        "macros",
        handle,
        "insert into macro (id, name, team_id, status, assign, tags, say, template_id)"
            + " select md5('macro ' || :key)::uuid, :name, t.id, :status, :assign, array[:tag], :say, r.id"
            + " from team t join reply_template r on r.id = md5('template ' || :template)::uuid where t.key = :team"
            + " on conflict do nothing");
  }

  /**
   * A connector whose address or Kamelet changed is another version: the routes then build it anew.
   */
  private void seedConnectors(Handle handle) {
    each(
        "connectors",
        handle,
        "insert into connector (key, name, record, place, kamelet, properties, status_map, translation,"
            + " webhook_secret, poll_seconds, idempotent, concurrency, position) values (:key, :name::jsonb, :record::jsonb,"
            + " :place::jsonb, :kamelet, :properties::jsonb, :statusMap::jsonb, :translation, :webhookSecret, :pollSeconds::int,"
            + " :idempotent::boolean, 4, :position::int) on conflict (key) do update set name = excluded.name,"
            + " record = excluded.record, place = excluded.place, kamelet = excluded.kamelet, properties = excluded.properties,"
            + " status_map = excluded.status_map, translation = excluded.translation, webhook_secret = excluded.webhook_secret,"
            + " poll_seconds = excluded.poll_seconds, idempotent = excluded.idempotent, position = excluded.position,"
            + " version = connector.version + (connector.properties <> excluded.properties"
            + " or connector.kamelet <> excluded.kamelet)::int");
    each(
        "flows",
        handle,
        "insert into flow (key, event_type, connector_id, mapping, after_flow_id) select :key, :event, c.id,"
            + " :mapping, (select id from flow where key = :after) from connector c where c.key = :connector"
            + " on conflict (key) do update set mapping = excluded.mapping, mapping_version = flow.mapping_version"
            + " + (flow.mapping <> excluded.mapping)::int");
  }

  /** What its forms ask the connectors. */
  private void seedLookups(Handle handle) {
    each(
        "lookups",
        handle,
        "insert into lookup_question (connector_id, key, mapping) select id, :question, :mapping from connector"
            + " where key = :connector on conflict (connector_id, key) do update set mapping = excluded.mapping");
  }

  /** Who has to agree to what; a service that asks for stages already keeps those. */
  private void seedStages(Handle handle) {
    each(
        "stages",
        handle,
        "insert into service_stage (type_id, position, name, kind, decider, decider_id, team_id, connector_id, remind_hours)"
            + " select t.id, :position::int, :name::jsonb, :kind, :decider,"
            + " (select p.id from person p where p.subject = :person), (select id from team where key = :team),"
            + " (select id from connector where key = :connector), :remind::int from request_type t where t.key = :type"
            + " and not exists (select 1 from service_stage s where s.type_id = t.id and s.position >= :position::int)");
  }

  private void each(String list, Handle handle, String sql) {
    for (JsonObject item : company.getJsonArray(list).getValuesAs(JsonObject.class)) {
      handle.createUpdate(sql).bindMap(strings(item)).execute();
    }
  }

  /**
   * Values as text, objects as JSON, absent ones as null; {@code ${simulator}} stands for the
   * simulator's address.
   */
  private Map<String, ?> strings(JsonObject item) {
    Map<String, Object> values = new java.util.HashMap<>();
    for (String name :
        new String[] {
          "webhookSecret", "pollSeconds", "after", "person", "team", "connector", "remind"
        }) {
      values.put(name, null);
    }
    item.forEach(
        (name, value) ->
            values.put(
                name,
                switch (value.getValueType()) {
                  case STRING -> text(value);
                  case NULL -> null;
                  default -> value.toString().replace("${simulator}", simulator);
                }));
    values.remove("manager");
    return values;
  }
}
