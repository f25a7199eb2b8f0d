package org.guichet.catalogue;

import jakarta.json.JsonObject;
import java.sql.Types;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.jdbi.v3.core.Handle;

/**
 * Makes a definition the form that a service asks from now on. Every version is kept: requests show
 * the form that they were filed with.
 */
public final class PublishForm {
  private PublishForm() {}

  private record Current(UUID type, int version, String definition) {}

  /**
   * Publishes it in the caller's transaction; the same form again changes nothing.
   *
   * @param by who publishes it; null for the program that sets the company up
   * @return the version that is asked from now on
   * @throws UnusableForm when it cannot be used
   * @throws NotVisible when there is no such service
   */
  public static int publish(Handle handle, String service, JsonObject definition, UUID by) {
    Form form = FormCheck.read(definition);
    Current current = current(handle, service);
    if (current.definition() != null && Catalogue.form(current.definition()).equals(form)) {
      return current.version();
    }
    return handle
        .createQuery(
            "with published as (insert into request_form (type_id, version, definition, published_by)"
                + " values (:type, :next, :definition::jsonb, :by) returning version)"
                + " update request_type t set form_version = p.version from published p"
                + " where t.id = :type returning t.form_version")
        .bind("type", current.type())
        .bind("next", current.version() + 1)
        .bind("definition", definition.toString())
        .bindBySqlType("by", by, Types.OTHER)
        .mapTo(Integer.class)
        .one();
  }

  /** Locked, so that two who publish at once make two versions. */
  private static Current current(Handle handle, String service) {
    return handle
        .createQuery(
            "select t.id, t.form_version, f.definition::text as definition from request_type t"
                + " left join request_form f on f.type_id = t.id and f.version = t.form_version"
                + " where t.key = :service for update of t")
        .bind("service", service)
        .map(
            (row, context) ->
                new Current(
                    row.getObject("id", UUID.class),
                    row.getInt("form_version"),
                    row.getString("definition")))
        .findOne()
        .orElseThrow(() -> new NotVisible("service", service));
  }
}
