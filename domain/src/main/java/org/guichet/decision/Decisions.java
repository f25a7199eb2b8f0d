package org.guichet.decision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.guichet.access.Deciders;
import org.guichet.access.Viewer;
import org.guichet.catalogue.Answers;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.Form;
import org.guichet.shared.JsonText;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What waits for the viewer's decision. */
@ApplicationScoped
public class Decisions {
  private static final RowMapper<Decision> ROW = ConstructorMapper.of(Decision.class);

  private static final String ROWS =
      "select s.id as stage, s.name::text as name, s.kind, r.number, r.subject, t.name::text as service,"
          + " p.name as requester, o.name as organization, r.submitted_at, s.opened_at, (%s) as asked"
          + " from request_stage s join service_request r on r.id = s.request_id"
          + " join request_type t on t.id = r.type_id join person p on p.id = r.requester_id"
          + " left join organization o on o.id = r.organization_id"
          + " join request_form f on f.type_id = r.type_id and f.version = r.form_version";

  private Jdbi jdbi;

  protected Decisions() {}

  @Inject
  public Decisions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What waits for him, what began first comes first.
   *
   * @param after key of the last stage that he has seen; 0 to begin
   */
  public List<Decision> list(Viewer viewer, long after, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    ROWS.formatted("null")
                        + Deciders.waitingFor(viewer)
                        + " and s.id > :after order by s.id limit :most")
                .bind("viewer", viewer.personId())
                .bind("after", after)
                .bind("most", most)
                .map(ROW)
                .list());
  }

  /** The stage of that request that waits for him, with what was asked; empty when none does. */
  public Optional<Asked> find(Viewer viewer, String number) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    ROWS.formatted("jsonb_build_array(f.definition, r.fields)::text")
                        + Deciders.waitingFor(viewer)
                        + " and r.number = :number")
                .bind("viewer", viewer.personId())
                .bind("number", number)
                .map((row, context) -> asked(ROW.map(row, context), row))
                .findOne());
  }

  private static Asked asked(Decision decision, ResultSet row) throws SQLException {
    var asked = JsonText.object("{\"asked\":" + row.getString("asked") + "}").getJsonArray("asked");
    Form form = Catalogue.form(asked.getJsonObject(0).toString());
    return new Asked(decision, form, Answers.typed(form, asked.getJsonObject(1)));
  }
}
