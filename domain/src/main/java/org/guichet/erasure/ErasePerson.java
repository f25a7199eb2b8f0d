package org.guichet.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Carries out an erasure in one transaction: who the person was goes from every table, the numbers
 * that the accounts need stay. What the tables hold of a person is said in {@link Traces}.
 */
@ApplicationScoped
public class ErasePerson {
  /** In this order: what names him goes after what is found by his name. */
  private static final List<String> STEPS =
      List.of(
          "update attempt t set request_body = null, answer_body = null, sentence = null where "
              + Traces.ATTEMPT,
          """
          update delivery d set last_error = null
          where d.last_error is not null and d.request_id = any(:touched) and d.state in (2, 3, 5)
          """,
          "update delivery d set body = null where d.body is not null and " + Traces.DELIVERY,
          """
          update outbox_event e set payload = jsonb_build_object('erased', true, 'event', e.payload -> 'event')
          where %s and e.payload -> 'erased' is null
          """
              .formatted(Traces.EVENT),
          """
          update delivery_action x set reason = regexp_replace(replace(x.reason, :name, :nobody), :address, :nobody, 'gi')
          from delivery d where d.id = x.delivery_id and d.request_id = any(:own) and %s
          """
              .formatted(Traces.names("x.reason")),
          """
          update delivery d set settled_by = :nobody where d.settled_by = :name
            and d.id in (select x.delivery_id from delivery_action x where x.actor_id = :person)
          """,
          "update delivery_action set actor = :nobody where actor_id = :person",
          """
          update inbox_message m set body = '{}', outcome = case when %s then null else outcome end where %s
          """
              .formatted(Traces.names("m.outcome"), Traces.MESSAGE),
          """
          update activity a set body = coalesce(:texts::jsonb ->> r.language, :texts::jsonb ->> 'en')
          from service_request r where r.id = a.request_id and a.author_id = :person and a.body is not null
          """,
          """
          update activity a set body = regexp_replace(replace(a.body, :name, :nobody), :address, :nobody, 'gi')
          where a.request_id = any(:own) and %s
          """
              .formatted(Traces.names("a.body")),
          """
          update activity a set details = replace(a.details::text, :jsonName, :nobody)::jsonb
          where strpos(a.details::text, :jsonName) > 0 and (a.request_id = any(:own)
            or a.kind in ('FOLLOWER_ADDED', 'FOLLOWER_REMOVED', 'ASSIGNED', 'ESCALATED', 'STAGE_OPENED', 'STAGE_REMINDED',
              'STAGE_DONE', 'STAGE_REFUSED', 'RULE_APPLIED'))
          """,
          """
          update activity a set body = replace(a.body, '@' || :name, '@' || :nobody),
            details = a.details || jsonb_build_object('@' || :person::text, :nobody::text)
          where a.kind = 'NOTE' and jsonb_exists(a.details, '@' || :person::text)
          """,
          """
          update service_request r set fields = '{}', sensitive_fields = '{}', version = r.version + 1,
            subject = coalesce(t.name ->> r.language, t.name ->> 'en')
          from request_type t where t.id = r.type_id and r.id = any(:own)
          """,
          "insert into erased_file select f.id from attachment f where %s on conflict do nothing"
              .formatted(Traces.FILE),
          "delete from attachment f where " + Traces.FILE,
          "update rating set comment = '' where person_id = :person",
          "delete from offered_option where scope = :person",
          "delete from request_tag where request_id = any(:own)",
          "delete from checklist_item where request_id = any(:own)",
          "update time_spent set purpose = '' where request_id = any(:own)",
          "delete from draft where customer_id = :person",
          """
          update customer_note n
          set body = left(regexp_replace(replace(n.body, :name, :nobody), :address, :nobody, 'gi'), 4000)
          where n.organization_id in (select m.organization_id from membership m where m.person_id = :person) and %s
          """
              .formatted(Traces.names("n.body")),
          "update bulk_change set label = :nobody where verb = 'ASSIGN' and value = :person::text",
          "update macro set assign = null, to_person = null, version = version + 1 where to_person = :person",
          "update service_level set to_person = null, version = version + 1 where to_person = :person",
          "update connector set default_person_id = null where default_person_id = :person",
          """
          update rule_run x set details = replace(x.details::text, :jsonName, :nobody)::jsonb
          where strpos(x.details::text, :jsonName) > 0
          """,
          "update erasure set reason = '' where person_id = :person");

  /**
   * Tables whose rows belong to one person: drafts, views, memberships and whatever comes. Of a
   * rating the stars stay, and the erasure itself stays.
   */
  private static final String OWN_TABLES =
      """
      select c.conrelid::regclass::text from pg_constraint c join pg_attribute a
        on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
      where c.contype = 'f' and c.confrelid = 'person'::regclass and a.attname = 'person_id'
        and c.conrelid not in ('rating'::regclass, 'erasure'::regclass) order by 1
      """;

  private static final List<String> LAST_STEPS =
      List.of(
          """
          update person set issuer = 'erased', subject = id::text, username = 'erased', name = :nobody, email = '',
            language = null, theme = null, density = null, shortcuts = null, quiet_from = null, quiet_to = null,
            quiet_zone = null, updated_at = now(), erased_at = now() where id = :person
          """,
          "select search_again(:touched)");

  private Jdbi jdbi;
  private AuditTrail audit;
  private Announcer announcer;

  protected ErasePerson() {}

  @Inject
  public ErasePerson(Jdbi jdbi, AuditTrail audit, Announcer announcer) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.announcer = announcer;
  }

  /**
   * What carrying it out would do now.
   *
   * @throws org.guichet.access.NotAllowed for all but supervisors
   */
  public ErasurePlan plan(Viewer viewer, UUID erasure) {
    Erasures.require(viewer);
    return jdbi.withHandle(
        handle -> {
          Traces traces = new Traces(handle, person(handle, erasure));
          return new ErasurePlan(traces.obstacles(), traces.report());
        });
  }

  /**
   * Carries it out. The files are gone from the lists afterwards; their contents leave the store
   * with {@link org.guichet.attachment.Attachments#sweepErased}.
   *
   * @return what was erased and kept, also stored
   * @throws ErasureRefused when something of his is still under way, or it is not pending any more
   */
  @Transactional
  public ErasureReport carryOut(Viewer viewer, UUID erasure) {
    Erasures.require(viewer);
    return jdbi.withHandle(
        handle -> {
          UUID person = lock(handle, erasure);
          Traces traces = new Traces(handle, person);
          List<Obstacle> obstacles = traces.obstacles();
          if (!obstacles.isEmpty()) {
            throw new ErasureRefused(obstacles);
          }
          ErasureReport report = traces.report();
          STEPS.forEach(step -> run(handle, traces, step));
          handle
              .createQuery(OWN_TABLES)
              .mapTo(String.class)
              .list()
              .forEach(
                  table ->
                      run(handle, traces, "delete from " + table + " where person_id = :person"));
          LAST_STEPS.forEach(step -> run(handle, traces, step));
          settle(handle, viewer, erasure, report);
          audit.record(
              viewer, "erasure.carried_out", "erasure", erasure.toString(), report.numbers());
          announcer.announce(Announcement.of(Announcement.Topic.SESSION));
          announcer.announce(Announcement.ofRequests(traces.touched()));
          return report;
        });
  }

  private static void run(Handle handle, Traces traces, String step) {
    if (step.startsWith("select")) {
      traces.bind(handle.createQuery(step)).mapTo(String.class).list();
    } else {
      traces.bind(handle.createUpdate(step)).execute();
    }
  }

  /**
   * The erasure, his requests and himself. His requests first: whoever changes one of them has
   * locked it and then needs the person.
   */
  private static UUID lock(Handle handle, UUID erasure) {
    UUID person = person(handle, erasure);
    boolean pending =
        handle
            .createQuery("select state = 'PENDING' from erasure where id = :id for update")
            .bind("id", erasure)
            .mapTo(Boolean.class)
            .one();
    if (!pending) {
      throw new ErasureRefused(List.of());
    }
    for (String lock :
        List.of(
            "select 1 from service_request where requester_id = :person order by id for update",
            "select 1 from person where id = :person for update")) {
      handle.createQuery(lock).bind("person", person).mapTo(Integer.class).list();
    }
    return person;
  }

  private static UUID person(Handle handle, UUID erasure) {
    return handle
        .createQuery("select person_id from erasure where id = :id")
        .bind("id", erasure)
        .mapTo(UUID.class)
        .findOne()
        .orElseThrow(() -> new NotVisible("erasure", erasure.toString()));
  }

  private static void settle(Handle handle, Viewer viewer, UUID erasure, ErasureReport report) {
    handle
        .createUpdate(
            "update erasure set state = 'DONE', settled_at = now(), settled_by = :viewer, report = :report::jsonb"
                + " where id = :id")
        .bind("viewer", viewer.personId())
        .bind("report", report.toJson().toString())
        .bind("id", erasure)
        .execute();
  }
}
