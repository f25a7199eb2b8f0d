package org.guichet.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.customer.Customer.Membership;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** The people of the directory, for staff: by projection, page after page by name. */
@ApplicationScoped
public class Customers {
  private static final int MOST_ROWS = 200;

  /** A word stands in a name or an address, or in the name of an organization. */
  private static final String HAS_WORD =
      "(p.found_by like %s or p.id = any(array(select m.person_id from organization o"
          + " join membership m on m.organization_id = o.id where o.found_by like %s)))";

  private static final String ROWS =
      """
      select p.id, p.name, p.email, coalesce(o.names, '{}') as organizations, coalesce(o.manager, false) as manager,
        (select count(*) from (select 1 from service_request r where r.requester_id = p.id
          and r.status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER') and %1$s limit 100) counted) as open,
        (select r.updated_at from service_request r where r.requester_id = p.id and %1$s
          order by r.updated_at desc, r.id desc limit 1) as last_change
      from (%2$s) p cross join lateral (
        select array_agg(o.name order by o.name) as names, bool_or(m.manager) as manager
        from membership m join organization o on o.id = m.organization_id where m.person_id = p.id) o
      order by %3$s
      """;

  /** One letter wrong or at another place in a name of five is still alike. */
  private static final double LIKENESS = 0.45;

  private static final String BY_NAME = "p.name, p.id";
  private static final String BY_LIKENESS = "p.likeness desc, p.name, p.id";

  private Jdbi jdbi;

  protected Customers() {}

  @Inject
  public Customers(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Refuses everybody but staff. */
  static void require(Viewer viewer) {
    if (!viewer.isStaff()) {
      throw new NotAllowed("see the directory of customers");
    }
  }

  /**
   * People of the directory, by name.
   *
   * @param limit most rows, 200 at most
   * @throws NotAllowed for all but staff
   */
  public List<CustomerRow> page(Viewer viewer, CustomerFilter filter, int limit) {
    SearchWords words = new SearchWords(filter.text());
    String chosen =
        "select p.id, p.name, p.email from person p where p.erased_at is null and "
            + words.all(HAS_WORD)
            + (filter.organization() == null
                ? ""
                : " and p.id in (select m.person_id from membership m where m.organization_id = :organization)")
            + (filter.after() == null
                ? ""
                : " and (p.name, p.id) > (select b.name, b.id from person b where b.id = :after)")
            + " order by p.name, p.id limit :limit";
    return rows(viewer, chosen, BY_NAME, limit, query -> bind(words.bind(query), filter));
  }

  /**
   * People whose names or addresses look like what was typed, the most alike first: for whoever
   * mistypes.
   */
  @Transactional
  public List<CustomerRow> alike(Viewer viewer, String text, int limit) {
    jdbi.useHandle(
        handle -> handle.execute("set local pg_trgm.word_similarity_threshold = " + LIKENESS));
    String chosen =
        "select p.id, p.name, p.email, word_similarity(plain_text(:text), p.found_by) as likeness from person p"
            + " where p.erased_at is null and plain_text(:text) <% p.found_by"
            + " order by likeness desc, p.name, p.id limit :limit";
    return rows(
        viewer, chosen, BY_LIKENESS, limit, query -> query.bind("text", text.replace("\0", "")));
  }

  private interface Bound {
    Query to(Query query);
  }

  private static Query bind(Query query, CustomerFilter filter) {
    if (filter.organization() != null) {
      query.bind("organization", filter.organization());
    }
    return filter.after() == null ? query : query.bind("after", filter.after());
  }

  private List<CustomerRow> rows(
      Viewer viewer, String chosen, String order, int limit, Bound values) {
    require(viewer);
    Visibility visible = Visibility.of(viewer);
    String sql = ROWS.formatted(visible.of("r"), chosen, order);
    return jdbi.withHandle(
        handle ->
            values
                .to(visible.bind(handle.createQuery(sql)))
                .bind("limit", Math.min(limit, MOST_ROWS))
                .map(ConstructorMapper.of(CustomerRow.class))
                .list());
  }

  /**
   * One person.
   *
   * @throws NotAllowed for all but staff
   * @throws NotVisible when there is none, or none any more
   */
  public Customer find(Viewer viewer, UUID person) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select p.id, p.name, p.email, p.language, p.created_at, o.ids, o.names, o.managers,
                      array(select t.name from team_member w join team t on t.id = w.team_id
                        where w.person_id = p.id order by t.name) as teams
                    from person p cross join lateral (
                      select coalesce(array_agg(o.id order by o.name, o.id), '{}') as ids,
                        coalesce(array_agg(o.name order by o.name, o.id), '{}') as names,
                        coalesce(array_agg(m.manager order by o.name, o.id), '{}') as managers
                      from membership m join organization o on o.id = m.organization_id where m.person_id = p.id) o
                    where p.id = :person and p.erased_at is null
                    """)
                .bind("person", person)
                .map((row, context) -> customer(row))
                .findOne()
                .orElseThrow(() -> new NotVisible("person", String.valueOf(person))));
  }

  private static Customer customer(ResultSet row) throws SQLException {
    UUID[] ids = (UUID[]) row.getArray("ids").getArray();
    String[] names = (String[]) row.getArray("names").getArray();
    Boolean[] managers = (Boolean[]) row.getArray("managers").getArray();
    return new Customer(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("email"),
        row.getString("language"),
        row.getTimestamp("created_at").toInstant(),
        IntStream.range(0, ids.length)
            .mapToObj(i -> new Membership(ids[i], names[i], managers[i]))
            .toList(),
        List.of((String[]) row.getArray("teams").getArray()));
  }
}
