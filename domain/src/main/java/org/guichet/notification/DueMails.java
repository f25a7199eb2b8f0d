package org.guichet.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.Deciders;
import org.guichet.access.Visibility;
import org.guichet.delivery.Outbox;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Hands what is due by mail to the outbox: all that one person was told of one request as one
 * event, hence one mail. Only here is looked whether it is his quiet time, and whether he still has
 * to do with the request. From the outbox on a mail is a delivery like any other.
 */
@ApplicationScoped
public class DueMails {
  /** The event that flows ask for; each is one mail to one person. */
  public static final String EVENT = "notification.due";

  /** Whom a rule told as one of the request's team, to whom it need not be assigned. */
  private static final String TOLD_BY_RULE =
      "exists (select 1 from notification n join team_member m on m.person_id = n.person_id and m.team_id = r.team_id"
          + " where n.person_id = p.id and n.request_id = r.id and n.kind = 'RULE' and n.mail_due_at is not null)";

  private static final String READER =
      "select p.id as person, p.name, p.email, coalesce(p.language, r.language) as language,"
          + " quiet_until(now(), p.quiet_from, p.quiet_to, p.quiet_zone) as quiet_until,"
          + " r.id as request, r.number, r.subject, p.id in (%s) as customer, p.id in (%s) or %s as staff,"
              .formatted(Visibility.customersOf("r"), Visibility.staffOf("r"), TOLD_BY_RULE)
          + " exists (select 1 from request_stage s where s.request_id = r.id and %s and p.id in (%s)) as decider"
              .formatted(Deciders.isOpen("s"), Deciders.of("s", "r"))
          + " from person p, service_request r where p.id = :person and r.id = :request";

  private static final String TAKE =
      """
      with due as (
        update notification set mail_due_at = null
        where person_id = :person and request_id = :request and mail_due_at is not null
        returning id, kind, activity_id, read_at)
      select due.id, due.kind, due.read_at is not null as read, r.number, r.subject, a.id as activity, a.kind as activity_kind,
        coalesce(p.name, a.details ->> 'author') as author, c.name::text as origin_name, a.body as excerpt,
        a.details::text as details, a.happened_at
      from due join activity a on a.id = due.activity_id join service_request r on r.id = a.request_id
        left join person p on p.id = a.author_id left join connector c on c.key = a.origin
      where not a.internal or :staff
      order by due.id
      """;

  private Jdbi jdbi;
  private Outbox outbox;
  private MailOrder orders;

  protected DueMails() {}

  @Inject
  public DueMails(Jdbi jdbi, Outbox outbox, MailOrder orders) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.orders = orders;
  }

  /** One person and one request of which he is to be told by mail. */
  public record Due(UUID personId, UUID requestId) {}

  /**
   * Whom a mail goes to.
   *
   * @param quietUntil until when he wants none; null when he may be told now
   * @param customer whether it concerns him as a customer
   * @param staff whether it concerns him as staff
   * @param decider whether it waits for his decision
   */
  public record Reader(
      UUID person,
      String name,
      String email,
      String language,
      Instant quietUntil,
      UUID request,
      String number,
      String subject,
      boolean customer,
      boolean staff,
      boolean decider) {
    boolean isConcerned() {
      return customer || staff || decider;
    }
  }

  /** What is due, that which waits longest first. */
  public List<Due> due(int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select person_id, request_id from notification where mail_due_at <= now()"
                        + " group by person_id, request_id order by min(mail_due_at) limit :most")
                .bind("most", most)
                .map(ConstructorMapper.of(Due.class))
                .list());
  }

  /** How long until the next is due, by the clock that decides about it; empty when none is. */
  public Optional<Duration> untilNext() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select (extract(epoch from mail_due_at - now()) * 1000)::bigint from notification"
                        + " where mail_due_at is not null order by mail_due_at limit 1")
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofMillis));
  }

  /**
   * Hands it over, or puts it off to the end of quiet hours. Another node that is quicker leaves
   * nothing to do.
   *
   * @return whether there is a mail
   */
  @Transactional
  public boolean send(Due due) {
    return jdbi.withHandle(
        handle -> {
          handle.execute("select 1 from service_request where id = ? for update", due.requestId());
          Reader reader = reader(handle, due);
          if (reader.quietUntil() != null) {
            putOff(handle, due, reader.quietUntil());
            return false;
          }
          List<NotificationRow> news = take(handle, due, reader.staff());
          if (news.isEmpty()
              || !reader.isConcerned()
              || reader.email().isBlank()
              || !isAskedFor(handle)) {
            return false;
          }
          outbox.append(due.requestId(), EVENT, orders.of(reader, news), null);
          return true;
        });
  }

  /** After a failure that is nobody's fault but its own: the others must not wait behind it. */
  @Transactional
  public void putOff(Due due, Duration by) {
    jdbi.useHandle(handle -> putOff(handle, due, Instant.now().plus(by)));
  }

  /** Whether the company sends mails at all: what nobody carries need not be written. */
  private static boolean isAskedFor(Handle handle) {
    return handle
        .createQuery(
            "select exists (select 1 from flow f join connector c on c.id = f.connector_id"
                + " where f.active and f.event_type = :event and c.removed_at is null)")
        .bind("event", EVENT)
        .mapTo(Boolean.class)
        .one();
  }

  private static Reader reader(Handle handle, Due due) {
    return handle
        .createQuery(READER)
        .bind("person", due.personId())
        .bind("request", due.requestId())
        .map(ConstructorMapper.of(Reader.class))
        .one();
  }

  private static void putOff(Handle handle, Due due, Instant until) {
    handle
        .createUpdate(
            "update notification set mail_due_at = :until"
                + " where person_id = :person and request_id = :request and mail_due_at is not null")
        .bind("until", until)
        .bind("person", due.personId())
        .bind("request", due.requestId())
        .execute();
  }

  private static List<NotificationRow> take(Handle handle, Due due, boolean staff) {
    return handle
        .createQuery(TAKE)
        .bind("person", due.personId())
        .bind("request", due.requestId())
        .bind("staff", staff)
        .map(ConstructorMapper.of(NotificationRow.class))
        .list();
  }
}
