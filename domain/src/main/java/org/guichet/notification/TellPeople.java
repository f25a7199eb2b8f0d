package org.guichet.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.Deciders;
import org.guichet.access.Visibility;
import org.guichet.conversation.Activity;
import org.guichet.conversation.Mentions;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.Settings;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes down for everybody concerned what happened to a request, in the transaction that made it
 * happen. Whom it concerns {@link Visibility} says; never who did it himself.
 */
@ApplicationScoped
public class TellPeople {
  /** Who is both is told once, as a customer. */
  private static final String CONCERNED =
      "select distinct on (person_id) person_id, kind from ("
          + " select c.id as person_id, :forCustomers::text as kind, 1 as place from service_request r,"
          + " lateral ("
          + Visibility.customersOf("r")
          + ") c(id) where r.id = :request and :forCustomers::text is not null"
          + " union all select s.id, :forStaff::text, 2 from service_request r,"
          + " lateral ("
          + Visibility.staffOf("r")
          + ") s(id) where r.id = :request and :forStaff::text is not null) both_sides"
          + " order by person_id, place";

  private static final String WRITE =
      "insert into notification (person_id, request_id, activity_id, kind, in_page, mail_due_at)"
          + " select t.person_id, :request, :activity, t.kind, coalesce(c.in_page, true),"
          + " case when coalesce(c.by_mail, true) then now() + :gather * interval '1 millisecond' end"
          + " from (%s) t left join notification_choice c on c.person_id = t.person_id and c.kind = t.kind"
          + " where t.person_id is distinct from :author::uuid"
          + " and (coalesce(c.in_page, true) or coalesce(c.by_mail, true))"
          + " on conflict do nothing returning person_id";

  private static final String TELL_CONCERNED = WRITE.formatted(CONCERNED);

  private static final String TELL_ONE =
      WRITE.formatted("select :person::uuid as person_id, :kind::text as kind");

  private static final String TELL_DECIDERS =
      WRITE.formatted(
          "select d.id as person_id, :kind::text as kind from request_stage s"
              + " join service_request r on r.id = s.request_id, lateral ("
              + Deciders.of("s", "r")
              + ") d(id) where s.request_id = :request and "
              + Deciders.isOpen("s"));

  private static final String TELL_STAFF =
      WRITE.formatted(
          "select distinct s.id as person_id, :kind::text as kind from service_request r, lateral ("
              + Visibility.staffOf("r")
              + " union select m.person_id from team_member m where :team and m.team_id = r.team_id) s(id)"
              + " where r.id = :request");

  private static final String TELL_CALLED =
      WRITE.formatted("select c.id as person_id, :kind::text as kind from unnest(:called) c(id)");

  private Jdbi jdbi;
  private Settings settings;
  private Announcer announcer;

  protected TellPeople() {}

  @Inject
  public TellPeople(Jdbi jdbi, Settings settings, Announcer announcer) {
    this.jdbi = jdbi;
    this.settings = settings;
    this.announcer = announcer;
  }

  /**
   * Tells everybody concerned of an activity that is stored. Most kinds concern nobody. Who is
   * called by name is told that first, and nothing else of it.
   */
  public void tell(Activity activity) {
    tellCalled(activity, Mentions.of(activity.details()).keySet());
    NotificationKind forCustomers = NotificationKind.forCustomers(activity);
    NotificationKind forStaff = NotificationKind.forStaff(activity);
    if (forCustomers == null && forStaff == null) {
      return;
    }
    announce(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(TELL_CONCERNED)
                    .bind("forCustomers", name(forCustomers))
                    .bind("forStaff", name(forStaff))
                    .bind("request", activity.requestId())
                    .bind("activity", activity.id())
                    .bind("author", activity.authorId())
                    .bind("gather", settings.gatherMail().toMillis())
                    .mapTo(UUID.class)
                    .list()));
  }

  private void tellCalled(Activity activity, Set<UUID> called) {
    if (called.isEmpty()) {
      return;
    }
    announce(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(TELL_CALLED)
                    .bindArray("called", UUID.class, List.copyOf(called))
                    .bind("kind", NotificationKind.MENTIONED.name())
                    .bind("request", activity.requestId())
                    .bind("activity", activity.id())
                    .bind("author", activity.authorId())
                    .bind("gather", settings.gatherMail().toMillis())
                    .mapTo(UUID.class)
                    .list()));
  }

  /** Tells a colleague that he follows the request from now on. */
  public void tellFollower(Activity activity, UUID person) {
    announce(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(TELL_ONE)
                    .bind("person", person)
                    .bind("kind", NotificationKind.FOLLOWING.name())
                    .bind("request", activity.requestId())
                    .bind("activity", activity.id())
                    .bind("author", activity.authorId())
                    .bind("gather", settings.gatherMail().toMillis())
                    .mapTo(UUID.class)
                    .list()));
  }

  /** Tells those who are to decide about the request's open stage. */
  public void tellDeciders(Activity activity) {
    announce(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(TELL_DECIDERS)
                    .bind("kind", NotificationKind.DECISION.name())
                    .bind("request", activity.requestId())
                    .bind("activity", activity.id())
                    .bind("author", activity.authorId())
                    .bind("gather", settings.gatherMail().toMillis())
                    .mapTo(UUID.class)
                    .list()));
  }

  /**
   * Tells staff because a rule says so.
   *
   * @param team whether the whole team is told, and not only to whom it is assigned
   */
  public void tellStaff(Activity activity, boolean team) {
    announce(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(TELL_STAFF)
                    .bind("kind", NotificationKind.RULE.name())
                    .bind("team", team)
                    .bind("request", activity.requestId())
                    .bind("activity", activity.id())
                    .bind("author", activity.authorId())
                    .bind("gather", settings.gatherMail().toMillis())
                    .mapTo(UUID.class)
                    .list()));
  }

  /** Takes back what somebody was told of a request that is not his any more. */
  public void forget(UUID request, UUID person) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "delete from notification where request_id = :request and person_id = :person")
                .bind("request", request)
                .bind("person", person)
                .execute());
    announce(List.of(person));
  }

  private static String name(NotificationKind kind) {
    return kind == null ? null : kind.name();
  }

  private void announce(List<UUID> people) {
    if (!people.isEmpty()) {
      announcer.announce(Announcement.ofPeople(people));
    }
  }
}
