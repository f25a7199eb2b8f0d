package org.guichet.mydata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What is held about a person, in numbers; only about the viewer himself. */
@ApplicationScoped
public class MyData {
  private Jdbi jdbi;

  protected MyData() {}

  @Inject
  public MyData(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The numbers.
   *
   * @param organizations names of those he belongs to
   * @param since when he signed in first
   * @param messages that he wrote, also in requests of colleagues
   * @param files of his requests, and what he uploaded elsewhere
   * @param bytes of those files
   * @param drafts requests and replies that he has not sent
   */
  public record Summary(
      String username,
      String name,
      String email,
      Instant since,
      List<String> organizations,
      int requests,
      int messages,
      int files,
      long bytes,
      int invoices,
      int ratings,
      int drafts,
      int views,
      int followed)
      implements Serializable {}

  /** What is held about the viewer. */
  public Summary of(Viewer viewer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select p.username, p.name, p.email, p.created_at as since,
                      array(select o.name from membership m join organization o on o.id = m.organization_id
                        where m.person_id = p.id order by o.name) as organizations,
                      (select count(*) from service_request r where r.requester_id = p.id) as requests,
                      (select count(*) from activity a where a.author_id = p.id and a.body is not null and not a.internal) as messages,
                      f.files, f.bytes,
                      (select count(*) from invoice i join service_request r on r.id = i.request_id
                        where r.requester_id = p.id and i.state <> 'DRAFT') as invoices,
                      (select count(*) from rating g where g.person_id = p.id) as ratings,
                      (select count(*) from draft d where d.person_id = p.id and d.customer_id is null)
                        + (select count(*) from reply_draft d where d.person_id = p.id and d.body <> '') as drafts,
                      (select count(*) from saved_view v where v.person_id = p.id) as views,
                      (select count(*) from participant w where w.person_id = p.id) as followed
                    from person p cross join lateral (
                      select count(*) as files, coalesce(sum(a.size), 0) as bytes from (%s) a) f
                    where p.id = :viewer
                    """
                        .formatted(MyFiles.MINE))
                .bind("viewer", viewer.personId())
                .map(ConstructorMapper.of(Summary.class))
                .one());
  }
}
