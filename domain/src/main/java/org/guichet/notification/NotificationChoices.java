package org.guichet.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.notification.Wanted.Ways;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** How each person wants to be told: kind by kind, in the pages and by mail, and when not. */
@ApplicationScoped
public class NotificationChoices {
  private static final String KEEP =
      "insert into notification_choice (person_id, kind, in_page, by_mail)"
          + " select :person, k.kind, k.in_page, k.by_mail from unnest(:kinds, :inPage, :byMail) as k(kind, in_page, by_mail)"
          + " on conflict (person_id, kind) do update set in_page = excluded.in_page, by_mail = excluded.by_mail";

  private static final String MAIL_OFF =
      "insert into notification_choice (person_id, kind, in_page, by_mail)"
          + " select p.id, k.kind, true, false from person p, unnest(:kinds) as k(kind) where p.id = :person"
          + " on conflict (person_id, kind) do update set by_mail = false";

  private Jdbi jdbi;

  protected NotificationChoices() {}

  @Inject
  public NotificationChoices(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What the person has chosen; everything both ways as long as he has not. */
  public Wanted of(UUID person) {
    return jdbi.withHandle(
        handle -> {
          Map<NotificationKind, Ways> kinds = new EnumMap<>(NotificationKind.class);
          handle
              .createQuery(
                  "select kind, in_page, by_mail from notification_choice where person_id = :person")
              .bind("person", person)
              .map(
                  (row, context) ->
                      kinds.put(
                          NotificationKind.valueOf(row.getString("kind")),
                          new Ways(row.getBoolean("in_page"), row.getBoolean("by_mail"))))
              .list();
          return new Wanted(kinds, quiet(handle, person));
        });
  }

  private static QuietHours quiet(Handle handle, UUID person) {
    return handle
        .createQuery(
            "select quiet_from, quiet_to, quiet_zone from person where id = :person and quiet_from is not null")
        .bind("person", person)
        .map(
            (row, context) ->
                new QuietHours(
                    row.getObject("quiet_from", LocalTime.class),
                    row.getObject("quiet_to", LocalTime.class),
                    ZoneId.of(row.getString("quiet_zone"))))
        .findOne()
        .orElse(null);
  }

  /**
   * Keeps what the person has chosen. Mails that wait follow it, too: those not wanted any more are
   * dropped, and those that waited for the end of quiet hours are looked at again.
   *
   * @throws UnknownZone when the database does not know that time zone
   */
  @Transactional
  public void keep(UUID person, Wanted wanted) {
    QuietHours quiet = wanted.quiet();
    jdbi.useHandle(
        handle -> {
          if (quiet != null) {
            requireKnown(handle, quiet.zone());
          }
          List<NotificationKind> kinds = List.of(NotificationKind.values());
          handle
              .createUpdate(KEEP)
              .bind("person", person)
              .bindArray("kinds", String.class, names(kinds))
              .bindArray(
                  "inPage", Boolean.class, kinds.stream().map(k -> wanted.of(k).inPage()).toList())
              .bindArray(
                  "byMail", Boolean.class, kinds.stream().map(k -> wanted.of(k).byMail()).toList())
              .execute();
          handle
              .createUpdate(
                  "update person set quiet_from = :from, quiet_to = :to, quiet_zone = :zone where id = :person")
              .bind("from", quiet == null ? null : quiet.from())
              .bind("to", quiet == null ? null : quiet.to())
              .bind("zone", quiet == null ? null : quiet.zone().getId())
              .bind("person", person)
              .execute();
          dropUnwanted(handle, person);
          handle
              .createUpdate(
                  "update notification set mail_due_at = now() where person_id = :person and mail_due_at > now()")
              .bind("person", person)
              .execute();
        });
  }

  /** No more mails of these kinds for that person; the pages go on as they are. */
  @Transactional
  public void turnMailOff(UUID person, Collection<NotificationKind> kinds) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(MAIL_OFF)
              .bind("person", person)
              .bindArray("kinds", String.class, names(kinds))
              .execute();
          dropUnwanted(handle, person);
        });
  }

  private static List<String> names(Collection<NotificationKind> kinds) {
    return kinds.stream().map(Enum::name).toList();
  }

  private static void dropUnwanted(Handle handle, UUID person) {
    handle
        .createUpdate(
            "update notification n set mail_due_at = null from notification_choice c"
                + " where n.person_id = :person and n.mail_due_at is not null"
                + " and c.person_id = n.person_id and c.kind = n.kind and not c.by_mail")
        .bind("person", person)
        .execute();
  }

  private static void requireKnown(Handle handle, ZoneId zone) {
    boolean known =
        handle
            .createQuery("select exists (select 1 from pg_timezone_names where name = :zone)")
            .bind("zone", zone.getId())
            .mapTo(Boolean.class)
            .one();
    if (!known) {
      throw new UnknownZone(zone);
    }
  }

  /** The database knows no such time zone. */
  public static class UnknownZone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownZone(ZoneId zone) {
      super(zone.getId());
    }
  }
}
