package org.guichet.conversation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What happened to a request, as one story. */
@ApplicationScoped
public class Timeline {
  /** Entries that a page shows at once: the newest ones. */
  private static final int MOST = 500;

  private static final String ENTRIES =
      """
      select * from (
        select a.id, a.kind, a.internal, a.author_id, coalesce(p.name, a.details ->> 'author') as author,
          a.details ->> 'author' is not null or a.author_id is not null and a.author_id <> r.requester_id and not exists (
            select 1 from membership m where m.person_id = a.author_id and m.organization_id = r.organization_id) as author_is_staff,
          a.origin, c.name::text as origin_name,
          c.record::text as origin_record, c.place::text as origin_place, a.body, a.details::text as details, a.happened_at
        from activity a join service_request r on r.id = a.request_id left join person p on p.id = a.author_id
          left join connector c on c.key = a.origin
        where a.request_id = :request and (not a.internal or :internal)
          and (a.kind <> 'DELIVERED' or c.public or :internal)
        order by a.id desc limit :most) newest
      order by id
      """;

  private Jdbi jdbi;

  protected Timeline() {}

  @Inject
  public Timeline(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The story of a request that the caller has found visible, oldest first.
   *
   * @param internal whether internal notes are part of it
   */
  public List<TimelineEntry> of(UUID request, boolean internal) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ENTRIES)
                .bind("request", request)
                .bind("internal", internal)
                .bind("most", MOST)
                .map(ConstructorMapper.of(TimelineEntry.class))
                .list());
  }
}
