package org.guichet.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.catalogue.Refused.What;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The services of the catalogue, as supervisors keep them. Who comes second overwrites nothing. */
@ApplicationScoped
public class CatalogueDesk {
  /** Services and teams that a page shows. */
  private static final int MOST = 500;

  private static final String ROWS =
      """
      select t.key, t.name::text as name, c.key as category, t.icon, m.name as team, t.active as offered, t.form_version as form,
        exists (select 1 from form_draft d where d.type_id = t.id) as changing
      from request_type t join service_category c on c.key = t.category_key join team m on m.id = t.team_id
      order by c.position, c.key, t.position, t.key limit :most
      """;

  /** Whoever removes it meanwhile waits. */
  private static final String CATEGORY =
      "select key from service_category where key = :key for key share";

  private static final String TEAM = "select name from team where id::text = :key for key share";

  private static final String INSERT =
      """
      insert into request_type (id, key, category_key, name, summary, usual, search_words, icon, team_id, default_priority, active,
        position)
      select gen_random_uuid(), :key, c.key, :name::jsonb, :summary::jsonb, :usual::jsonb, :words::jsonb, :icon, m.id, :priority,
        :offered, (select coalesce(max(position), 0) + 1 from request_type where category_key = c.key)
      from service_category c, team m where c.key = :category and m.id::text = :team
      """;

  /** One that changes its category comes last there. */
  private static final String UPDATE =
      """
      update request_type t set name = :name::jsonb, summary = :summary::jsonb, usual = :usual::jsonb,
        search_words = :words::jsonb, icon = :icon, team_id = m.id, default_priority = :priority, active = :offered,
        version = t.version + 1, category_key = c.key,
        position = case when t.category_key = c.key then t.position
          else (select coalesce(max(o.position), 0) + 1 from request_type o where o.category_key = c.key) end
      from service_category c, team m
      where t.key = :key and t.version = :version and c.key = :category and m.id::text = :team
      """;

  /** The services of a category are numbered anew, those two in each other's places. */
  private static final String MOVE =
      """
      with ordered as (
        select t.id, t.key, row_number() over (order by t.position, t.key) as place from request_type t
        where t.category_key = (select category_key from request_type where key = :key)),
      one as (select place from ordered where key = :key),
      other as (select o.place from ordered o, one where o.place = one.place + :step)
      update request_type t set position = case when o.place = one.place then other.place
        when o.place = other.place then one.place else o.place end
      from ordered o, one, other where t.id = o.id
      """;

  private Jdbi jdbi;
  private AuditTrail audit;

  protected CatalogueDesk() {}

  @Inject
  public CatalogueDesk(Jdbi jdbi, AuditTrail audit) {
    this.jdbi = jdbi;
    this.audit = audit;
  }

  /**
   * A service in the list.
   *
   * @param name a JSON object of names by language
   * @param offered whether customers see it, once it has a form
   * @param form version of its form; 0 when none was published yet
   * @param changing whether its form has changes that are not published
   */
  public record Row(
      String key,
      String name,
      String category,
      String icon,
      String team,
      boolean offered,
      int form,
      boolean changing)
      implements Serializable {
    public LocalizedText names() {
      return LocalizedText.parse(name);
    }
  }

  /** A team that can serve. */
  public record Team(String key, String name) implements Serializable {}

  /** All services, also those that are not on offer, in the catalogue's order. */
  public List<Row> services(Viewer viewer) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ROWS)
                .bind("most", MOST)
                .map(ConstructorMapper.of(Row.class))
                .list());
  }

  public List<Team> teams(Viewer viewer) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id::text as key, name from team order by name limit :most")
                .bind("most", MOST)
                .map(ConstructorMapper.of(Team.class))
                .list());
  }

  /** One of them as it is typed. */
  public Optional<ServiceDraft> find(Viewer viewer, String key) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from request_type where key = :key")
                .bind("key", key)
                .map((row, context) -> draft(row))
                .findOne());
  }

  private static ServiceDraft draft(ResultSet row) throws SQLException {
    return new ServiceDraft(
        row.getString("key"),
        row.getInt("version"),
        row.getString("category_key"),
        typed(row, "name"),
        typed(row, "summary"),
        typed(row, "usual"),
        typed(row, "search_words"),
        row.getString("icon"),
        row.getString("team_id"),
        row.getString("default_priority"),
        row.getBoolean("active"));
  }

  private static TwoLanguages typed(ResultSet row, String column) throws SQLException {
    String json = row.getString(column);
    return json == null ? TwoLanguages.NOTHING : TwoLanguages.of(LocalizedText.parse(json));
  }

  /**
   * Keeps a service; a new one comes last in its category, and is offered once it has a form.
   *
   * @return its key
   * @throws Refused when something is wrong with it, or somebody else has changed it
   */
  @Transactional
  public String save(Viewer viewer, ServiceDraft draft) {
    require(viewer);
    draft.check();
    return jdbi.withHandle(
        handle -> {
          requireThere(handle, "category", CATEGORY, draft.category());
          requireThere(handle, "team", TEAM, draft.team());
          boolean isNew = draft.key().isEmpty();
          String key = isNew ? newKey(handle, draft) : draft.key();
          if (keep(handle, isNew ? INSERT : UPDATE, key, draft) == 0) {
            throw new Refused("", What.CHANGED);
          }
          audit.record(viewer, isNew ? "service.added" : "service.changed", "service", key);
          return key;
        });
  }

  private static void requireThere(Handle handle, String field, String sql, String key) {
    if (handle.createQuery(sql).bind("key", key).mapTo(String.class).findOne().isEmpty()) {
      throw new Refused(field, What.GONE);
    }
  }

  private static String newKey(Handle handle, ServiceDraft draft) {
    handle.execute("lock table request_type in share row exclusive mode");
    return Keys.dashed(
        draft.name().english(),
        key ->
            handle
                .createQuery("select exists (select 1 from request_type where key = :key)")
                .bind("key", key)
                .mapTo(Boolean.class)
                .one());
  }

  private static int keep(Handle handle, String sql, String key, ServiceDraft draft) {
    return handle
        .createUpdate(sql)
        .bind("key", key)
        .bind("version", draft.version())
        .bind("category", draft.category())
        .bind("name", draft.name().text().json().toString())
        .bind("summary", draft.summary().text().json().toString())
        .bind("usual", draft.usual().isBlank() ? null : draft.usual().text().json().toString())
        .bind("words", draft.searchWords().text().json().toString())
        .bind("icon", draft.icon())
        .bind("team", draft.team())
        .bind("priority", draft.priority())
        .bind("offered", draft.offered())
        .execute();
  }

  /**
   * Lets a service come earlier or later in its category by one place.
   *
   * @throws NotVisible when there is no such service
   */
  @Transactional
  public void move(Viewer viewer, String key, boolean up) {
    require(viewer);
    jdbi.useHandle(
        handle -> {
          handle
              .createQuery(
                  "select c.key from service_category c join request_type t on t.category_key = c.key"
                      + " where t.key = :key for no key update of c")
              .bind("key", key)
              .mapTo(String.class)
              .findOne()
              .orElseThrow(() -> new NotVisible("service", key));
          int moved =
              handle.createUpdate(MOVE).bind("key", key).bind("step", up ? -1 : 1).execute();
          if (moved > 0) {
            audit.record(viewer, "service.moved", "service", key);
          }
        });
  }

  /** Only supervisors keep the catalogue. */
  public static void require(Viewer viewer) {
    if (!viewer.is(Role.SUPERVISOR)) {
      throw new NotAllowed("look after the catalogue");
    }
  }
}
