package org.guichet.demo;

import jakarta.json.JsonObject;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.guichet.shared.JsonText;
import org.jdbi.v3.core.Handle;

/**
 * Who takes part in the believable years: the demo's own people and organizations, as the database
 * has them, and further ones.
 */
final class BelievableCompany {
  private static final int ORGANIZATIONS = 200;
  private static final int MOST_PEOPLE = 12;
  private static final int FEWEST_PEOPLE = 3;

  /** An organization and its people, of whom the last one manages it. */
  record Organization(UUID id, List<UUID> people) {}

  /** A service, as far as filling its form goes. */
  record Service(UUID id, String key, UUID team, List<JsonObject> fields) {}

  /** A company system that hears of new requests. */
  record System(int id, String key, int flow, Integer after) {}

  private final Random random;
  private final BelievableTexts texts;
  private final List<Organization> demo = new ArrayList<>();
  private final List<Organization> others = new ArrayList<>();
  private final Map<UUID, List<UUID>> agents = new HashMap<>();
  private final Map<UUID, String> names = new HashMap<>();
  private List<Service> services;
  private List<System> systems;

  BelievableCompany(Random random, BelievableTexts texts) {
    this.random = random;
    this.texts = texts;
  }

  /** Reads what there is. */
  void read(Handle handle) {
    handle
        .createQuery(
            "select o.id, array_agg(m.person_id order by m.manager, p.username) as people from organization o"
                + " join membership m on m.organization_id = o.id join person p on p.id = m.person_id"
                + " group by o.id, o.alias order by o.alias desc")
        .map(
            (row, context) ->
                new Organization(
                    row.getObject("id", UUID.class),
                    List.of((UUID[]) row.getArray("people").getArray())))
        .forEach(demo::add);
    handle
        .createQuery(
            "select m.team_id, m.person_id, p.name from team_member m join person p on p.id = m.person_id"
                + " order by p.username")
        .map(
            (row, context) -> {
              UUID person = row.getObject("person_id", UUID.class);
              names.put(person, row.getString("name"));
              return agents
                  .computeIfAbsent(row.getObject("team_id", UUID.class), team -> new ArrayList<>())
                  .add(person);
            })
        .list();
    services =
        handle
            .createQuery(
                "select t.id, t.key, t.team_id, f.definition::text as form from request_type t join request_form f"
                    + " on f.type_id = t.id and f.version = t.form_version where t.active order by t.position, t.key")
            .map(
                (row, context) ->
                    new Service(
                        row.getObject("id", UUID.class),
                        row.getString("key"),
                        row.getObject("team_id", UUID.class),
                        fields(JsonText.object(row.getString("form")))))
            .list();
    systems =
        handle
            .createQuery(
                "select c.id, c.key, f.id as flow, f.after_flow_id from flow f join connector c on c.id = f.connector_id"
                    + " where f.active and f.event_type = 'request.submitted' order by f.id")
            .map(
                (row, context) ->
                    new System(
                        row.getInt("id"),
                        row.getString("key"),
                        row.getInt("flow"),
                        (Integer) row.getObject("after_flow_id")))
            .list();
  }

  /** The questions that are always asked, of all sections. */
  private static List<JsonObject> fields(JsonObject form) {
    Stream<JsonObject> sections =
        form.containsKey("sections")
            ? form.getJsonArray("sections").getValuesAs(JsonObject.class).stream()
            : Stream.of(form);
    return sections
        .flatMap(section -> section.getJsonArray("fields").getValuesAs(JsonObject.class).stream())
        .filter(field -> !field.containsKey("shownWhen"))
        .toList();
  }

  /** Adds further organizations with their people, and colleagues to every team. */
  void enlarge(CopyBatch batch) {
    for (int i = 0; i < ORGANIZATIONS - demo.size(); i++) {
      String name =
          texts.all("places").get(i % 10) + " " + texts.all("organizations").get(i / 10 % 20);
      UUID id = id();
      batch.add("organization (id, alias, name)", id, alias(name), name);
      List<UUID> people = new ArrayList<>();
      int many = FEWEST_PEOPLE + random.nextInt(MOST_PEOPLE - FEWEST_PEOPLE + 1);
      for (int j = 0; j < many; j++) {
        UUID person = person(batch, texts.name(), alias(name) + ".example", i + "-" + j);
        people.add(person);
        batch.add("membership (person_id, organization_id, manager)", person, id, j == many - 1);
      }
      others.add(new Organization(id, people));
    }
    List<UUID> teams = services.stream().map(Service::team).distinct().sorted().toList();
    List<String> colleagues = texts.all("colleagues");
    for (int i = 0; i < colleagues.size(); i++) {
      UUID team = teams.get(i % teams.size());
      UUID person = person(batch, colleagues.get(i), "halley-repair.example", "colleague-" + i);
      names.put(person, colleagues.get(i));
      agents.computeIfAbsent(team, key -> new ArrayList<>()).add(person);
      batch.add("team_member (team_id, person_id)", team, person);
    }
  }

  private UUID person(CopyBatch batch, String name, String domain, String subject) {
    UUID id = id();
    batch.add(
        "person (id, issuer, subject, username, name, email)",
        id,
        "urn:guichet:believable",
        subject,
        subject,
        name,
        alias(name) + "@" + domain);
    return id;
  }

  private static String alias(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-");
  }

  /** A key; the same one for the same seed. */
  UUID id() {
    return new UUID(
        random.nextLong() & ~0xF000L | 0x4000L,
        random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
  }

  /**
   * Whose request the next one is.
   *
   * @param demoShare how many of all are those of the demo's people
   */
  Organization organization(double demoShare) {
    if (random.nextDouble() < demoShare && !demo.isEmpty()) {
      return demo.get(random.nextInt(3) == 0 ? demo.size() - 1 : 0);
    }
    // Some ask much more than others.
    return others.get((int) (others.size() * Math.pow(random.nextDouble(), 1.6)));
  }

  /**
   * In which language they write. The demo's own organizations have other keys in each database.
   */
  String language(Organization of) {
    int place = demo.indexOf(of);
    long lot = place < 0 ? of.id().getLeastSignificantBits() : place;
    return (lot & 1) == 0 ? "en" : "fr";
  }

  Service service() {
    double lot = random.nextDouble();
    return services.get((int) (services.size() * lot * lot));
  }

  UUID agent(UUID team) {
    List<UUID> candidates = agents.get(team);
    return candidates == null ? null : candidates.get(random.nextInt(candidates.size()));
  }

  String name(UUID person) {
    return names.get(person);
  }

  List<System> systems() {
    return systems;
  }
}
