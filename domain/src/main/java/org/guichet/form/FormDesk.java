package org.guichet.form;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.CatalogueDesk;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.PublishForm;
import org.guichet.catalogue.Refused;
import org.guichet.catalogue.Refused.What;
import org.guichet.catalogue.RequestType;
import org.guichet.catalogue.UnusableForm;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * The forms of services, as supervisors change them: one draft for each service, that all of them
 * edit and none overwrites unseen, and which customers do not see before it is published.
 */
@ApplicationScoped
public class FormDesk {
  /** Versions that a page shows. */
  private static final int MOST = 50;

  private static final int MOST_LOOKUPS = 500;

  private static final Form EMPTY =
      new Form(List.of(new Form.Section(new LocalizedText(Map.of()), List.of())), null);

  private static final String OPEN =
      """
      select t.key, t.name::text as name, t.form_version, coalesce(d.definition, f.definition)::text as definition,
        coalesce(d.version, 0) as version, p.name as changed_by, d.changed_at
      from request_type t left join form_draft d on d.type_id = t.id left join person p on p.id = d.changed_by
        left join request_form f on f.type_id = t.id and f.version = t.form_version
      where t.key = :service
      """;

  private static final String INSERT =
      """
      insert into form_draft (type_id, definition, changed_by)
      select id, :definition::jsonb, :viewer from request_type where key = :service on conflict do nothing
      """;

  private static final String UPDATE =
      """
      update form_draft set definition = :definition::jsonb, version = default, changed_by = :viewer, changed_at = now()
      where type_id = (select id from request_type where key = :service) and version = :version
      """;

  private Jdbi jdbi;
  private AuditTrail audit;
  private Catalogue catalogue;

  protected FormDesk() {}

  @Inject
  public FormDesk(Jdbi jdbi, AuditTrail audit, Catalogue catalogue) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.catalogue = catalogue;
  }

  /**
   * A form as it is being changed.
   *
   * @param service key of its service
   * @param name of its service
   * @param published version that customers are asked; 0 for none yet
   * @param version of the draft, a number that no other draft has; 0 when there is none, and the
   *     form is what customers are asked
   * @param changedBy who changed it last; null when there is no draft
   */
  public record Draft(
      String service,
      LocalizedText name,
      Form form,
      int published,
      int version,
      String changedBy,
      Instant changedAt)
      implements Serializable {
    /** Whether it has changes that customers do not see yet. */
    public boolean isChanged() {
      return version > 0;
    }
  }

  /**
   * A version that was published.
   *
   * @param publishedBy null when the program that set the company up did
   */
  public record Version(int version, Instant publishedAt, String publishedBy)
      implements Serializable {}

  /**
   * The draft of a service, or what is published when nobody changes it.
   *
   * @throws NotVisible when there is no such service
   */
  public Draft open(Viewer viewer, String service) {
    CatalogueDesk.require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OPEN)
                .bind("service", service)
                .map((row, context) -> draft(row))
                .findOne()
                .orElseThrow(() -> new NotVisible("service", service)));
  }

  private static Draft draft(ResultSet row) throws SQLException {
    String definition = row.getString("definition");
    var changed = row.getTimestamp("changed_at");
    return new Draft(
        row.getString("key"),
        LocalizedText.parse(row.getString("name")),
        definition == null ? EMPTY : Catalogue.form(definition),
        row.getInt("form_version"),
        row.getInt("version"),
        row.getString("changed_by"),
        changed == null ? null : changed.toInstant());
  }

  /**
   * Keeps a form as the draft of its service.
   *
   * @param seen the draft on which it was made
   * @throws Refused when somebody else has changed it since
   */
  @Transactional
  public void save(Viewer viewer, Draft seen, Form form) {
    CatalogueDesk.require(viewer);
    jdbi.useHandle(
        handle -> {
          lock(handle, seen);
          int kept =
              handle
                  .createUpdate(seen.isChanged() ? UPDATE : INSERT)
                  .bind("service", seen.service())
                  .bind("definition", form.json().toString())
                  .bind("viewer", viewer.personId())
                  .bind("version", seen.version())
                  .execute();
          requireSeen(kept > 0);
        });
  }

  /** Two who change a form do it one after the other; what is published must be what was seen. */
  private static void lock(Handle handle, Draft seen) {
    requireSeen(
        handle
            .createQuery(
                "select key from request_type where key = :service and form_version = :published"
                    + " for no key update")
            .bind("service", seen.service())
            .bind("published", seen.published())
            .mapTo(String.class)
            .findOne()
            .isPresent());
  }

  private static void requireSeen(boolean isSame) {
    if (!isSame) {
      throw new Refused("", What.CHANGED);
    }
  }

  /**
   * Lets customers be asked the draft from now on, without sections that ask nothing; requests keep
   * the form that they were filed with.
   *
   * @param seen the draft that is meant
   * @return the version that it is; that of before when nothing is different
   * @throws Refused when somebody else has changed it since
   * @throws UnusableForm with everything that is to mend
   */
  @Transactional
  public int publish(Viewer viewer, Draft seen) {
    CatalogueDesk.require(viewer);
    return jdbi.withHandle(
        handle -> {
          delete(handle, seen);
          int version =
              PublishForm.publish(
                  handle, seen.service(), FormEdit.filled(seen.form()).json(), viewer.personId());
          if (version != seen.published()) {
            audit.record(viewer, "form.published", "service", seen.service());
          }
          return version;
        });
  }

  /**
   * Forgets the draft: what customers are asked is the form again.
   *
   * @throws Refused when somebody else has changed it since
   */
  @Transactional
  public void discard(Viewer viewer, Draft seen) {
    CatalogueDesk.require(viewer);
    jdbi.useHandle(
        handle -> {
          delete(handle, seen);
          audit.record(viewer, "form.discarded", "service", seen.service());
        });
  }

  private static void delete(Handle handle, Draft seen) {
    lock(handle, seen);
    int deleted =
        handle
            .createUpdate(
                "delete from form_draft where type_id = (select id from request_type where key = :service)"
                    + " and version = :version")
            .bind("service", seen.service())
            .bind("version", seen.version())
            .execute();
    requireSeen(deleted > 0);
  }

  /** The newest 50 versions that were published, newest first. */
  public List<Version> versions(Viewer viewer, String service) {
    CatalogueDesk.require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select f.version, f.published_at, p.name as published_by from request_form f"
                        + " join request_type t on t.id = f.type_id left join person p on p.id = f.published_by"
                        + " where t.key = :service order by f.version desc limit :most")
                .bind("service", service)
                .bind("most", MOST)
                .map(ConstructorMapper.of(Version.class))
                .list());
  }

  /** What lookup fields can ask: connector and question with a slash between them. */
  public List<String> lookups(Viewer viewer) {
    CatalogueDesk.require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select c.key || '/' || q.key from lookup_question q join connector c on c.id = q.connector_id"
                        + " where c.removed_at is null order by 1 limit :most")
                .bind("most", MOST_LOOKUPS)
                .mapTo(String.class)
                .list());
  }

  /**
   * A service as customers would see it with another form, also when it is not on offer.
   *
   * @param version of the form; 0 for the draft
   * @throws NotVisible when there is no such service or version
   */
  public RequestType preview(Viewer viewer, String service, int version) {
    Form form = version == 0 ? open(viewer, service).form() : version(viewer, service, version);
    return catalogue.with(service, form);
  }

  /**
   * A version that was published.
   *
   * @throws NotVisible when there is no such version
   */
  public Form version(Viewer viewer, String service, int version) {
    CatalogueDesk.require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select f.definition::text from request_form f join request_type t on t.id = f.type_id"
                        + " where t.key = :service and f.version = :version")
                .bind("service", service)
                .bind("version", version)
                .mapTo(String.class)
                .findOne()
                .map(Catalogue::form)
                .orElseThrow(() -> new NotVisible("form", service + " " + version)));
  }
}
