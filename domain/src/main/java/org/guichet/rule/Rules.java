package org.guichet.rule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The rules in their order, and what they can be made of. */
@ApplicationScoped
public class Rules {
  static final int MOST = 200;
  private static final int MOST_CHOICES = 500;

  private static final RowMapper<Rule> ROW = ConstructorMapper.of(Rule.class);

  private static final String SELECT =
      """
      select u.id, u.position, u.name, u.event, u.active, u.stop_after, u.service_id, s.name::text as service_name,
        u.organization_id, o.name as organization, u.words, u.if_priority, u.if_status, u.if_tag, u.channel,
        u.assign, u.assignee_id, p.name as assignee, u.team_id, t.name as team, u.set_priority, u.set_status, u.add_tag,
        u.tell, f.key as flow, u.version
      from rule u left join request_type s on s.id = u.service_id left join organization o on o.id = u.organization_id
        left join person p on p.id = u.assignee_id left join team t on t.id = u.team_id
        left join flow f on f.id = u.flow_id
      """;

  private static final String CHOICES =
      """
      (select 'SERVICE' as kind, id::text as key, name::text as name from request_type where active order by position, key limit :most)
      union all (select 'ORGANIZATION', id::text, name from organization order by name limit :most)
      union all (select 'CHANNEL', key, name::text from connector where removed_at is null order by position, key limit :most)
      union all (select 'PERSON', p.id::text, p.name from person p where p.erased_at is null
        and exists (select 1 from team_member m where m.person_id = p.id) order by p.name limit :most)
      union all (select 'TEAM', id::text, name from team order by name limit :most)
      union all (select 'FLOW', f.key, f.key from flow f join connector c on c.id = f.connector_id
        where f.active and c.removed_at is null order by f.key limit :most)
      """;

  private Jdbi jdbi;

  protected Rules() {}

  @Inject
  public Rules(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What kind of thing a rule can name. */
  public enum ChoiceKind {
    SERVICE,
    ORGANIZATION,
    /** A connector through which requests may come. */
    CHANNEL,
    /** Somebody who belongs to a team. */
    PERSON,
    TEAM,
    FLOW
  }

  /**
   * Something that a rule can name.
   *
   * @param name of services and channels a JSON object by language
   */
  public record Choice(ChoiceKind kind, String key, String name) implements Serializable {}

  /** All of them, in the order in which they are asked. */
  public List<Rule> all(Viewer viewer) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " order by u.position limit :most")
                .bind("most", MOST)
                .map(ROW)
                .list());
  }

  /** One of them; empty when it is gone. */
  public Optional<Rule> find(Viewer viewer, long id) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle.createQuery(SELECT + " where u.id = :id").bind("id", id).map(ROW).findOne());
  }

  /** Those that are on for an event, in their order. */
  static List<Rule> on(Handle handle, String event) {
    return handle
        .createQuery(SELECT + " where u.active and u.event = :event order by u.position")
        .bind("event", event)
        .map(ROW)
        .list();
  }

  /** Everything that a rule can name. */
  public List<Choice> choices(Viewer viewer) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CHOICES)
                .bind("most", MOST_CHOICES)
                .map(ConstructorMapper.of(Choice.class))
                .list());
  }

  static void require(Viewer viewer) {
    if (!viewer.is(Role.SUPERVISOR)) {
      throw new NotAllowed("look after the rules");
    }
  }
}
