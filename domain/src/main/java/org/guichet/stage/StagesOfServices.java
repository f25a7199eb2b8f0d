package org.guichet.stage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.guichet.access.Viewer;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Which stages the services ask for, for the page where supervisors keep them. */
@ApplicationScoped
public class StagesOfServices {
  private static final int MOST = 500;

  private static final String STAGES =
      """
      select s.id, s.position, s.name::text as name, s.kind, s.decider, s.remind_hours, s.version,
        coalesce(s.decider_id::text, s.team_id::text, c.key, '') as who, coalesce(p.name, t.name) as who_name,
        c.name::text as system
      from service_stage s join request_type r on r.id = s.type_id left join person p on p.id = s.decider_id
        left join team t on t.id = s.team_id left join connector c on c.id = s.connector_id
      where r.key = :service and r.active order by s.position
      """;

  private Jdbi jdbi;

  protected StagesOfServices() {}

  @Inject
  public StagesOfServices(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A service in the list.
   *
   * @param name a JSON object of names by language
   * @param stages how many it asks for
   */
  public record Row(String key, String name, int stages) implements Serializable {
    public LocalizedText names() {
      return LocalizedText.parse(name);
    }
  }

  /**
   * A stage of a service.
   *
   * @param name a JSON object of names by language
   * @param remindHours null for no reminder
   * @param who as {@link StageDraft#who}
   * @param whoName of the person or the team; null for others
   * @param system the system's names, JSON; null when people decide
   */
  public record Line(
      long id,
      int position,
      String name,
      StageKind kind,
      Decider decider,
      Integer remindHours,
      int version,
      String who,
      String whoName,
      String system)
      implements Serializable {
    public LocalizedText names() {
      return LocalizedText.parse(name);
    }

    public LocalizedText systems() {
      return LocalizedText.parse(system);
    }

    private StageDraft draft(String service) {
      return new StageDraft(
          service,
          id,
          version,
          names().texts().getOrDefault("en", ""),
          names().texts().getOrDefault("fr", ""),
          kind,
          decider,
          who,
          remindHours == null ? "" : remindHours.toString());
    }
  }

  /** Somebody, some team or system that can end a stage. */
  public record Choice(String key, String name) implements Serializable {}

  /** All services on offer, in the catalogue's order. */
  public List<Row> all(Viewer viewer) {
    ServiceStages.require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select t.key, t.name::text as name, (select count(*) from service_stage s where s.type_id = t.id) as stages"
                        + " from request_type t where t.active order by t.position, t.key limit :most")
                .bind("most", MOST)
                .map(ConstructorMapper.of(Row.class))
                .list());
  }

  /** Those of one service, in their order. */
  public List<Line> of(Viewer viewer, String service) {
    ServiceStages.require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(STAGES)
                .bind("service", service)
                .map(ConstructorMapper.of(Line.class))
                .list());
  }

  /** One of them as it is typed; empty when it is gone. */
  public Optional<StageDraft> find(Viewer viewer, String service, long stage) {
    return of(viewer, service).stream()
        .filter(line -> line.id() == stage)
        .findFirst()
        .map(line -> line.draft(service));
  }

  /** The company's own people: those of no customer organization. */
  public List<Choice> people(Viewer viewer) {
    return choices(
        viewer,
        "select p.id::text as key, p.name from person p where p.erased_at is null"
            + " and not exists (select 1 from membership m where m.person_id = p.id) order by p.name limit :most");
  }

  public List<Choice> teams(Viewer viewer) {
    return choices(viewer, "select id::text as key, name from team order by name limit :most");
  }

  /** The company's systems; their names are JSON objects by language. */
  public List<Choice> systems(Viewer viewer) {
    return choices(
        viewer,
        "select key, name::text as name from connector where removed_at is null order by position, key limit :most");
  }

  private List<Choice> choices(Viewer viewer, String sql) {
    ServiceStages.require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("most", MOST)
                .map(ConstructorMapper.of(Choice.class))
                .list());
  }
}
