package org.guichet.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** The organizations of the directory, for staff. */
@ApplicationScoped
public class Organizations {
  private static final int MOST_ROWS = 200;

  private static final String ROWS =
      """
      select o.id, o.name, o.alias,
        array(select p.name from membership m join person p on p.id = m.person_id
          where m.organization_id = o.id and m.manager order by p.name limit 10) as managers,
        (select count(*) from membership m where m.organization_id = o.id) as members,
        (select count(*) from (select 1 from service_request r where r.organization_id = o.id
          and r.status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER') and %s limit 100) counted) as open
      from organization o where %s order by o.name, o.id limit :limit
      """;

  private Jdbi jdbi;

  protected Organizations() {}

  @Inject
  public Organizations(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Organizations by name.
   *
   * @param text parts of their names; empty for all
   * @param after the last one of the page before; null for the first page
   * @throws NotAllowed for all but staff
   */
  public List<OrganizationRow> page(Viewer viewer, String text, UUID after, int limit) {
    SearchWords words = new SearchWords(text);
    String chosen =
        words.all("o.found_by like %s")
            + (after == null
                ? ""
                : " and (o.name, o.id) > (select b.name, b.id from organization b where b.id = :after)");
    return rows(
        viewer,
        chosen,
        Math.min(limit, MOST_ROWS),
        query -> after == null ? words.bind(query) : words.bind(query).bind("after", after));
  }

  /**
   * One organization.
   *
   * @throws NotAllowed for all but staff
   * @throws NotVisible when there is none
   */
  public OrganizationRow find(Viewer viewer, UUID organization) {
    return rows(viewer, "o.id = :id", 1, query -> query.bind("id", organization)).stream()
        .findFirst()
        .orElseThrow(() -> new NotVisible("organization", String.valueOf(organization)));
  }

  private interface Bound {
    Query to(Query query);
  }

  private List<OrganizationRow> rows(Viewer viewer, String chosen, int limit, Bound values) {
    Customers.require(viewer);
    Visibility visible = Visibility.of(viewer);
    return jdbi.withHandle(
        handle ->
            values
                .to(visible.bind(handle.createQuery(ROWS.formatted(visible.of("r"), chosen))))
                .bind("limit", limit)
                .map(ConstructorMapper.of(OrganizationRow.class))
                .list());
  }
}
