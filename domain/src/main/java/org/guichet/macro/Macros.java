package org.guichet.macro;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.template.Refused;
import org.guichet.template.Refused.What;
import org.guichet.template.Shared;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The macros, as staff keep them. Whoever comes second overwrites nothing. */
@ApplicationScoped
public class Macros {
  private static final int MOST = 200;

  private static final String SELECT =
      "select x.id, x.version, x.name, x.team_id as team, m.name as team_name, x.status, x.priority, x.assign,"
          + " x.to_person, x.to_team, x.tags, x.say, x.template_id as template"
          + " from macro x left join team m on m.id = x.team_id where ";

  private static final String INSERT =
      "insert into macro (id, name, team_id, person_id, status, priority, assign, to_person, to_team, tags, say, template_id)"
          + " values (:key, :name, :team::uuid, case when :team::uuid is null then :viewer::uuid end, :status, :priority,"
          + " :assign, :toPerson::uuid, :toTeam::uuid, :kept, :say, :template::uuid)";

  private static final String UPDATE =
      "update macro x set name = :name, team_id = :team::uuid, person_id = case when :team::uuid is null then :viewer::uuid end,"
          + " status = :status, priority = :priority, assign = :assign, to_person = :toPerson::uuid, to_team = :toTeam::uuid,"
          + " tags = :kept, say = :say, template_id = :template::uuid, version = x.version + 1, changed_at = now()"
          + " where x.id = :id and x.version = :version and ";

  private Jdbi jdbi;
  private AuditTrail audit;

  protected Macros() {}

  @Inject
  public Macros(Jdbi jdbi, AuditTrail audit) {
    this.jdbi = jdbi;
    this.audit = audit;
  }

  /** A person or a team that a macro can give requests to. */
  public record Receiver(UUID id, String name, boolean team) implements Serializable {}

  /** Those that the viewer may use, by name; 200 at most. */
  public List<Macro> all(Viewer viewer) {
    Shared shared = Shared.with(viewer);
    return jdbi.withHandle(
        handle ->
            shared
                .bind(
                    handle.createQuery(
                        SELECT + shared.mayUse("x") + " order by lower(x.name), x.id limit :most"))
                .bind("most", MOST)
                .map(ConstructorMapper.of(Macro.class))
                .list());
  }

  /** One that the viewer may use. */
  public Optional<Macro> find(Viewer viewer, UUID id) {
    Shared shared = Shared.with(viewer);
    return jdbi.withHandle(
        handle ->
            shared
                .bind(handle.createQuery(SELECT + "x.id = :id and " + shared.mayUse("x")))
                .bind("id", id)
                .map(ConstructorMapper.of(Macro.class))
                .findOne());
  }

  /** Teams, and people who belong to one; 200 of each at most. */
  public List<Receiver> receivers(Viewer viewer) {
    Shared.with(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "(select id, name, true as team from team order by lower(name) limit :most) union all"
                        + " (select p.id, p.name, false from person p where exists"
                        + " (select 1 from team_member m where m.person_id = p.id) order by lower(p.name) limit :most)")
                .bind("most", MOST)
                .map(ConstructorMapper.of(Receiver.class))
                .list());
  }

  /**
   * Keeps it.
   *
   * @return its key
   * @throws Refused when something is wrong with it, or somebody else has changed it
   */
  @Transactional
  public UUID save(Viewer viewer, Macro typed) {
    Shared shared = Shared.with(viewer);
    shared.requireMayChange(typed.team());
    Macro macro = typed.checked();
    return jdbi.withHandle(
        handle -> {
          requireFreeName(handle, viewer, macro);
          requireSharedTemplate(handle, shared, macro);
          UUID id = macro.id() == null ? UUID.randomUUID() : macro.id();
          String sql = macro.id() == null ? INSERT : UPDATE + shared.mayChange("x");
          int kept =
              shared
                  .bind(handle.createUpdate(sql).bindMethods(macro))
                  .bind("key", id)
                  .bindArray("kept", String.class, macro.tags())
                  .execute();
          if (kept == 0) {
            throw new Refused("", What.CHANGED, macro.name());
          }
          record(viewer, macro.id() == null ? "macro.added" : "macro.changed", id, macro);
          return id;
        });
  }

  private static void requireFreeName(Handle handle, Viewer viewer, Macro macro) {
    boolean taken =
        handle
            .createQuery(
                "select exists (select 1 from macro where lower(name) = lower(:name) and id is distinct from :id::uuid"
                    + " and (team_id = :team::uuid or :team::uuid is null and person_id = :viewer))")
            .bind("name", macro.name())
            .bind("id", macro.id())
            .bind("team", macro.team())
            .bind("viewer", viewer.personId())
            .mapTo(Boolean.class)
            .one();
    if (taken) {
      throw new Refused("name", What.NAME_TAKEN, macro.name());
    }
  }

  /** Whoever may use the macro may use its template. */
  private static void requireSharedTemplate(Handle handle, Shared shared, Macro macro) {
    boolean fits =
        macro.template() == null
            || shared
                .bind(
                    handle.createQuery(
                        "select exists (select 1 from reply_template t where t.id = :template and "
                            + (macro.team() == null
                                ? shared.mayUse("t")
                                : "t.team_id = :team::uuid")
                            + ")"))
                .bind("template", macro.template())
                .bind("team", macro.team())
                .mapTo(Boolean.class)
                .one();
    if (!fits) {
      throw new Refused("template", What.NOT_SHARED, "");
    }
  }

  /**
   * Removes it.
   *
   * @throws Refused when somebody else has changed it
   */
  @Transactional
  public void remove(Viewer viewer, Macro macro) {
    Shared shared = Shared.with(viewer);
    int removed =
        jdbi.withHandle(
            handle ->
                shared
                    .bind(
                        handle
                            .createUpdate(
                                "delete from macro x where x.id = :id and x.version = :version and "
                                    + shared.mayChange("x"))
                            .bind("id", macro.id())
                            .bind("version", macro.version()))
                    .execute());
    if (removed == 0) {
      throw new Refused("", What.CHANGED, macro.name());
    }
    record(viewer, "macro.removed", macro.id(), macro);
  }

  private void record(Viewer viewer, String action, UUID id, Macro macro) {
    audit.record(
        viewer,
        action,
        "macro",
        id.toString(),
        Json.createObjectBuilder().add("name", macro.name()).build());
  }
}
