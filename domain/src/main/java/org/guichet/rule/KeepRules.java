package org.guichet.rule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.sql.Types;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.request.RequestTags;
import org.guichet.rule.Refused.What;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/** Supervisors keep the rules: write, order, switch on and off, remove. */
@ApplicationScoped
public class KeepRules {
  private static final String COLUMNS =
      "name, event, active, stop_after, service_id, organization_id, words, if_priority, if_status, if_tag, channel,"
          + " assign, assignee_id, team_id, set_priority, set_status, add_tag, tell, flow_id";

  private static final String VALUES =
      ":name, :event, :active, :stopAfter, :service, :organization, nullif(:words::text[], '{}'), :ifPriority, :ifStatus, :ifTag, :channel,"
          + " :assign, :assignee, :team, :setPriority, :setStatus, :addTag, :tell, (select id from flow where key = :flow)";

  private static final String INSERT =
      "insert into rule (position, "
          + COLUMNS
          + ") values ((select coalesce(max(position), 0) + 1 from rule), "
          + VALUES
          + ")";

  private static final String UPDATE =
      "update rule set version = version + 1, ("
          + COLUMNS
          + ") = ("
          + VALUES
          + ") where id = :id and version = :version";

  /** With its neighbour above, or below. */
  private static final String SWAP =
      """
      with one as (select id, position from rule where id = :id),
      other as (select u.id, u.position from rule u, one
        where case when :up then u.position < one.position else u.position > one.position end
        order by abs(u.position - one.position) limit 1)
      update rule u set version = version + 1,
        position = case when u.id = one.id then other.position else one.position end
      from one, other where u.id in (one.id, other.id)
      """;

  private Jdbi jdbi;
  private AuditTrail audit;

  protected KeepRules() {}

  @Inject
  public KeepRules(Jdbi jdbi, AuditTrail audit) {
    this.jdbi = jdbi;
    this.audit = audit;
  }

  /**
   * Keeps a rule; a new one comes last.
   *
   * @throws Refused when something is wrong with it, or somebody else has changed it
   */
  @Transactional
  public void save(Viewer viewer, RuleDraft draft) {
    Rules.require(viewer);
    draft.check();
    jdbi.useHandle(
        handle -> {
          lock(handle);
          requireRoom(handle, draft);
          Update update = handle.createUpdate(draft.id() == null ? INSERT : UPDATE);
          if (draft.id() != null) {
            update.bind("id", draft.id()).bind("version", draft.version());
          }
          if (bind(update, draft).execute() == 0) {
            throw new Refused("", What.CHANGED);
          }
          record(viewer, draft.id() == null ? "rule.added" : "rule.changed", draft.name());
        });
  }

  private static void requireRoom(Handle handle, RuleDraft draft) {
    boolean taken =
        handle
            .createQuery(
                "select exists (select 1 from rule where lower(name) = lower(:name) and id is distinct from :id::bigint)")
            .bind("name", draft.name().strip())
            .bind("id", draft.id())
            .mapTo(Boolean.class)
            .one();
    if (taken) {
      throw new Refused("name", What.NAME_TAKEN);
    }
    int many = handle.createQuery("select count(*) from rule").mapTo(Integer.class).one();
    if (draft.id() == null && many >= Rules.MOST) {
      throw new Refused("", What.TOO_MANY);
    }
  }

  private static Update bind(Update update, RuleDraft draft) {
    Assign how = draft.how();
    boolean person = how == Assign.PERSON;
    UUID to = how == null ? null : draft.to();
    return update
        .bind("name", draft.name().strip())
        .bind("event", draft.event())
        .bind("active", draft.active())
        .bind("stopAfter", draft.stopAfter())
        .bindBySqlType("service", RuleDraft.key(draft.service()), Types.OTHER)
        .bindBySqlType("organization", RuleDraft.key(draft.organization()), Types.OTHER)
        .bindArray("words", String.class, draft.wordList())
        .bind("ifPriority", RuleDraft.orNull(draft.ifPriority()))
        .bind("ifStatus", RuleDraft.orNull(draft.ifStatus()))
        .bind("ifTag", RequestTags.clean(draft.ifTag()).orElse(null))
        .bind("channel", RuleDraft.orNull(draft.channel()))
        .bind("assign", how == null ? null : how.name())
        .bindBySqlType("assignee", person ? to : null, Types.OTHER)
        .bindBySqlType("team", person ? null : to, Types.OTHER)
        .bind("setPriority", RuleDraft.orNull(draft.setPriority()))
        .bind("setStatus", RuleDraft.orNull(draft.setStatus()))
        .bind("addTag", RequestTags.clean(draft.addTag()).orElse(null))
        .bind("tell", RuleDraft.orNull(draft.tell()))
        .bind("flow", RuleDraft.orNull(draft.flow()));
  }

  /** Lets a rule be asked earlier or later by one place. */
  @Transactional
  public void move(Viewer viewer, long rule, boolean up) {
    Rules.require(viewer);
    jdbi.useHandle(
        handle -> {
          lock(handle);
          handle.createUpdate(SWAP).bind("id", rule).bind("up", up).execute();
          record(viewer, "rule.moved", Long.toString(rule));
        });
  }

  /** Switches a rule on or off. */
  @Transactional
  public void turn(Viewer viewer, long rule, boolean on) {
    Rules.require(viewer);
    jdbi.useHandle(
        handle -> {
          lock(handle);
          handle.execute(
              "update rule set active = ?, version = version + 1 where id = ?", on, rule);
          record(viewer, on ? "rule.on" : "rule.off", Long.toString(rule));
        });
  }

  /** Removes a rule; what it did stays written. */
  @Transactional
  public void remove(Viewer viewer, long rule) {
    Rules.require(viewer);
    jdbi.useHandle(
        handle -> {
          handle.execute("delete from rule where id = ?", rule);
          record(viewer, "rule.removed", Long.toString(rule));
        });
  }

  /** Two who change the rules do it one after the other. */
  private static void lock(Handle handle) {
    handle.execute("select pg_advisory_xact_lock(hashtext('guichet.rules'))");
  }

  private void record(Viewer viewer, String action, String rule) {
    audit.record(viewer, action, "rule", rule, Json.createObjectBuilder().build());
  }
}
