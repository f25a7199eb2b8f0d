package org.guichet.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.catalogue.Refused.What;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The categories of services and articles, as supervisors keep them. */
@ApplicationScoped
public class Categories {
  /** Two who change the order, or add, do it one after the other. */
  private static final String LOCK = "lock table service_category in share row exclusive mode";

  private static final String MOVE =
      """
      with ordered as (select key, row_number() over (order by position, key) as place from service_category),
      one as (select place from ordered where key = :key),
      other as (select o.place from ordered o, one where o.place = one.place + :step)
      update service_category c set position = case when o.place = one.place then other.place
        when o.place = other.place then one.place else o.place end
      from ordered o, one, other where c.key = o.key
      """;

  private Jdbi jdbi;
  private AuditTrail audit;

  protected Categories() {}

  @Inject
  public Categories(Jdbi jdbi, AuditTrail audit) {
    this.jdbi = jdbi;
    this.audit = audit;
  }

  /** One of them as it is typed. */
  public Optional<CategoryDraft> find(Viewer viewer, String key) {
    CatalogueDesk.require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select key, version, name::text as name from service_category where key = :key")
                .bind("key", key)
                .map(
                    (row, context) ->
                        new CategoryDraft(
                            row.getString("key"),
                            row.getInt("version"),
                            TwoLanguages.of(LocalizedText.parse(row.getString("name")))))
                .findOne());
  }

  /**
   * Keeps a category; a new one comes last.
   *
   * @return its key
   * @throws Refused when something is wrong with it, or somebody else has changed it
   */
  @Transactional
  public String save(Viewer viewer, CategoryDraft draft) {
    CatalogueDesk.require(viewer);
    draft.check();
    return jdbi.withHandle(
        handle -> {
          boolean isNew = draft.key().isEmpty();
          String key = isNew ? insert(handle, draft) : update(handle, draft);
          audit.record(viewer, isNew ? "category.added" : "category.changed", "category", key);
          return key;
        });
  }

  private static String insert(Handle handle, CategoryDraft draft) {
    handle.execute(LOCK);
    String key = Keys.dashed(draft.name().english(), taken -> isThere(handle, taken));
    handle
        .createUpdate(
            "insert into service_category (key, name, position)"
                + " select :key, :name::jsonb, coalesce(max(position), 0) + 1 from service_category")
        .bind("key", key)
        .bind("name", draft.name().text().json().toString())
        .execute();
    return key;
  }

  private static boolean isThere(Handle handle, String key) {
    return handle
        .createQuery("select exists (select 1 from service_category where key = :key)")
        .bind("key", key)
        .mapTo(Boolean.class)
        .one();
  }

  private static String update(Handle handle, CategoryDraft draft) {
    int updated =
        handle
            .createUpdate(
                "update service_category set name = :name::jsonb, version = version + 1"
                    + " where key = :key and version = :version")
            .bind("key", draft.key())
            .bind("version", draft.version())
            .bind("name", draft.name().text().json().toString())
            .execute();
    if (updated == 0) {
      throw new Refused("", What.CHANGED);
    }
    return draft.key();
  }

  /**
   * Lets a category come earlier or later by one place.
   *
   * @throws NotVisible when there is no such category
   */
  @Transactional
  public void move(Viewer viewer, String key, boolean up) {
    CatalogueDesk.require(viewer);
    jdbi.useHandle(
        handle -> {
          handle.execute(LOCK);
          if (!isThere(handle, key)) {
            throw new NotVisible("category", key);
          }
          int moved =
              handle.createUpdate(MOVE).bind("key", key).bind("step", up ? -1 : 1).execute();
          if (moved > 0) {
            audit.record(viewer, "category.moved", "category", key);
          }
        });
  }

  /**
   * Removes an empty category; one that is gone already is gone.
   *
   * @throws Refused when services or articles stand in it
   */
  @Transactional
  public void remove(Viewer viewer, String key) {
    CatalogueDesk.require(viewer);
    jdbi.useHandle(
        handle -> {
          handle.execute(LOCK);
          lock(handle, key);
          if (isUsed(handle, key)) {
            throw new Refused("", What.IN_USE);
          }
          if (handle.execute("delete from service_category where key = ?", key) > 0) {
            audit.record(viewer, "category.removed", "category", key);
          }
        });
  }

  /** Whoever puts something into it just now is waited for, and what he put is seen. */
  private static void lock(Handle handle, String key) {
    handle
        .createQuery("select key from service_category where key = :key for update")
        .bind("key", key)
        .mapTo(String.class)
        .findOne();
  }

  private static boolean isUsed(Handle handle, String key) {
    return handle
        .createQuery(
            "select exists (select 1 from request_type where category_key = :key)"
                + " or exists (select 1 from article where category_key = :key)")
        .bind("key", key)
        .mapTo(Boolean.class)
        .one();
  }
}
