package org.guichet.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.template.Refused.What;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** The templates, as staff keep them. Whoever comes second overwrites nothing. */
@ApplicationScoped
public class Templates {
  /** Templates that somebody is shown. */
  static final int MOST = 200;

  /** What a {@link ReplyTemplate} is read from; the row is called t. */
  static final String SELECT =
      "select t.id, t.version, t.name, t.text_en as english, t.text_fr as french, t.team_id as team,"
          + " m.name as team_name from reply_template t left join team m on m.id = t.team_id where ";

  private Jdbi jdbi;
  private AuditTrail audit;

  protected Templates() {}

  @Inject
  public Templates(Jdbi jdbi, AuditTrail audit) {
    this.jdbi = jdbi;
    this.audit = audit;
  }

  /** A team that something can be shared with. */
  public record Team(UUID id, String name) implements Serializable {}

  /** Those that the viewer may use, by name; 200 at most. */
  public List<ReplyTemplate> all(Viewer viewer) {
    Shared shared = Shared.with(viewer);
    return jdbi.withHandle(
        handle ->
            shared
                .bind(
                    handle.createQuery(
                        SELECT + shared.mayUse("t") + " order by lower(t.name), t.id limit :most"))
                .bind("most", MOST)
                .map(ConstructorMapper.of(ReplyTemplate.class))
                .list());
  }

  /** One that the viewer may use. */
  public Optional<ReplyTemplate> find(Viewer viewer, UUID id) {
    Shared shared = Shared.with(viewer);
    return jdbi.withHandle(
        handle ->
            shared
                .bind(handle.createQuery(SELECT + "t.id = :id and " + shared.mayUse("t")))
                .bind("id", id)
                .map(ConstructorMapper.of(ReplyTemplate.class))
                .findOne());
  }

  /** Teams with which the viewer may share: none unless he is a supervisor. */
  public List<Team> teams(Viewer viewer) {
    return viewer.is(Role.SUPERVISOR)
        ? jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select id, name from team order by lower(name) limit :most")
                    .bind("most", MOST)
                    .map(ConstructorMapper.of(Team.class))
                    .list())
        : List.of();
  }

  /**
   * Keeps it.
   *
   * @return its key
   * @throws Refused when something is wrong with it, or somebody else has changed it
   */
  @Transactional
  public UUID save(Viewer viewer, ReplyTemplate typed) {
    ReplyTemplate template = typed.stripped();
    Shared shared = Shared.with(viewer);
    shared.requireMayChange(template.team());
    template.check();
    return jdbi.withHandle(
        handle -> {
          requireFreeName(handle, viewer, template);
          UUID id =
              template.id() == null
                  ? insert(handle, viewer, template)
                  : update(handle, shared, template);
          record(
              viewer, template.id() == null ? "template.added" : "template.changed", id, template);
          return id;
        });
  }

  private static void requireFreeName(Handle handle, Viewer viewer, ReplyTemplate template) {
    boolean taken =
        handle
            .createQuery(
                "select exists (select 1 from reply_template where lower(name) = lower(:name)"
                    + " and id is distinct from :id::uuid and (team_id = :team::uuid"
                    + " or :team::uuid is null and person_id = :viewer))")
            .bind("name", template.name())
            .bind("id", template.id())
            .bind("team", template.team())
            .bind("viewer", viewer.personId())
            .mapTo(Boolean.class)
            .one();
    if (taken) {
      throw new Refused("name", What.NAME_TAKEN, template.name());
    }
  }

  private static UUID insert(Handle handle, Viewer viewer, ReplyTemplate template) {
    UUID id = UUID.randomUUID();
    handle
        .createUpdate(
            "insert into reply_template (id, name, text_en, text_fr, team_id, person_id)"
                + " values (:id, :name, :english, :french, :team::uuid, case when :team::uuid is null then :viewer end)")
        .bindMethods(template)
        .bind("id", id)
        .bind("viewer", viewer.personId())
        .execute();
    return id;
  }

  private static UUID update(Handle handle, Shared shared, ReplyTemplate template) {
    requireFit(handle, template);
    int updated =
        shared
            .bind(
                handle
                    .createUpdate(
                        "update reply_template t set name = :name, text_en = :english, text_fr = :french,"
                            + " team_id = :team::uuid, person_id = case when :team::uuid is null then :viewer end,"
                            + " version = t.version + 1, changed_at = now()"
                            + " where t.id = :id and t.version = :version and "
                            + shared.mayChange("t"))
                    .bindMethods(template))
            .execute();
    if (updated == 0) {
      throw new Refused("", What.CHANGED, template.name());
    }
    return template.id();
  }

  /** A macro that a team shares writes only with what that team has, too. */
  private static void requireFit(Handle handle, ReplyTemplate template) {
    requireNone(
        handle
            .createQuery(
                "select m.name from macro m where m.template_id = :id and m.team_id is not null"
                    + " and m.team_id is distinct from :team::uuid limit 1")
            .bind("id", template.id())
            .bind("team", template.team()));
  }

  private static void requireNone(Query macros) {
    macros
        .mapTo(String.class)
        .findOne()
        .ifPresent(
            name -> {
              throw new Refused("", What.IN_USE, name);
            });
  }

  /**
   * Removes it.
   *
   * @throws Refused when a macro writes with it, or somebody else has changed it
   */
  @Transactional
  public void remove(Viewer viewer, ReplyTemplate template) {
    Shared shared = Shared.with(viewer);
    jdbi.useHandle(
        handle -> {
          requireNone(
              handle
                  .createQuery("select m.name from macro m where m.template_id = :id limit 1")
                  .bind("id", template.id()));
          int removed =
              shared
                  .bind(
                      handle
                          .createUpdate(
                              "delete from reply_template t where t.id = :id and t.version = :version and "
                                  + shared.mayChange("t"))
                          .bind("id", template.id())
                          .bind("version", template.version()))
                  .execute();
          if (removed == 0) {
            throw new Refused("", What.CHANGED, template.name());
          }
          record(viewer, "template.removed", template.id(), template);
        });
  }

  private void record(Viewer viewer, String action, UUID id, ReplyTemplate template) {
    audit.record(
        viewer,
        action,
        "template",
        id.toString(),
        Json.createObjectBuilder().add("name", template.name()).build());
  }

  /**
   * One that must be there.
   *
   * @throws NotVisible when there is none of that key, or not for him
   */
  public ReplyTemplate get(Viewer viewer, UUID id) {
    return find(viewer, id).orElseThrow(() -> new NotVisible("template", id.toString()));
  }
}
