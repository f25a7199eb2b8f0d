package org.guichet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.dashboard.Dashboard.Backlog;
import org.guichet.dashboard.Dashboard.Kept;
import org.guichet.dashboard.Dashboard.ServiceShare;
import org.guichet.dashboard.Dashboard.Stopped;
import org.guichet.dashboard.Dashboard.Times;
import org.guichet.dashboard.Dashboard.Totals;
import org.guichet.dashboard.Dashboard.Volume;
import org.guichet.servicelevel.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The figures against what was counted by hand. */
class DashboardsIT {
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final LocalDate SUNDAY = LocalDate.parse("2026-03-08");
  private static CountedRequests counted;

  @BeforeAll
  static void aWeekInMarch() {
    counted = new CountedRequests();
    String first =
        counted.add(
            "device-repair",
            "SOLVED",
            "2026-03-02T09:00:00Z",
            "2026-03-02T10:00:00Z",
            "2026-03-03T09:00:00Z");
    String second =
        counted.add(
            "device-repair",
            "CLOSED",
            "2026-03-02T23:30:00Z",
            "2026-03-03T00:30:00Z",
            "2026-03-05T23:30:00Z");
    String third =
        counted.add(
            "device-repair",
            "IN_PROGRESS",
            "2026-03-04T12:00:00Z",
            "2026-03-04T15:00:00Z",
            null,
            "2026-03-06T12:00:00Z");
    counted.add("quote", "SUBMITTED", "2026-03-08T23:59:59Z");
    counted.add(
        "device-repair",
        "SOLVED",
        "2026-02-27T00:00:00Z",
        "2026-03-02T00:00:00Z",
        "2026-03-08T23:00:00Z");
    counted.add("quote", "CANCELLED", "2026-03-09T00:00:00Z");
    counted.promise(first, "FIRST_RESPONSE", "2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z");
    counted.promise(second, "FIRST_RESPONSE", "2026-03-03T00:00:00Z", "2026-03-03T00:30:00Z");
    counted.promise(third, "RESOLUTION", "2026-03-06T12:00:00Z", null);
    counted.promise(second, "RESOLUTION", "2026-04-06T12:00:00Z", "2026-03-05T23:30:00Z");
    counted.promise(first, "RESOLUTION", "2026-03-01T12:00:00Z", "2026-03-03T09:00:00Z");
  }

  @AfterAll
  static void stop() throws Exception {
    counted.close();
  }

  private static Dashboard of(Viewer viewer, String zone, UUID team) {
    return new Dashboards(counted.domain.jdbi)
        .of(viewer, new DashboardFilter(MONDAY, SUNDAY, ZoneId.of(zone), team));
  }

  private static List<Integer> submitted(Dashboard dashboard) {
    return dashboard.volume().stream().map(Volume::submitted).toList();
  }

  private static UUID office() {
    return counted.domain.jdbi.withHandle(
        handle ->
            handle.createQuery("select id from team where key = 'office'").mapTo(UUID.class).one());
  }

  @Test
  void whatCameAndWasSolvedDayByDay() {
    Dashboard all = of(counted.sofia, "UTC", null);
    assertThat(submitted(all)).containsExactly(2, 0, 1, 0, 0, 0, 1);
    assertThat(all.volume()).extracting(Volume::solved).containsExactly(0, 1, 0, 1, 0, 0, 1);
    assertThat(all.totals()).isEqualTo(new Totals(4, 3));
    assertThat(all.before()).isEqualTo(new Totals(1, 0));
    assertThat(submitted(of(counted.sofia, "Europe/Paris", null)))
        .as("days are those of the reader")
        .containsExactly(1, 1, 1, 0, 0, 0, 0);
  }

  @Test
  void byServiceAndStatus() {
    assertThat(of(counted.sofia, "UTC", null).services())
        .extracting(ServiceShare::service, share -> share.status().name(), ServiceShare::many)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("device-repair", "CLOSED", 1),
            org.assertj.core.groups.Tuple.tuple("device-repair", "IN_PROGRESS", 1),
            org.assertj.core.groups.Tuple.tuple("device-repair", "SOLVED", 1),
            org.assertj.core.groups.Tuple.tuple("quote", "SUBMITTED", 1));
  }

  @Test
  void howLongItTook() {
    Dashboard all = of(counted.sofia, "UTC", null);
    // 1 h, 1 h, 3 h, 72 h; nine of ten lie between the last two
    assertThat(all.answers().whole())
        .isEqualTo(new Times(4, Duration.ofHours(2), Duration.ofMinutes(51 * 60 + 18)));
    // 24 h, 72 h, 239 h
    assertThat(all.solutions().whole())
        .isEqualTo(new Times(3, Duration.ofHours(72), Duration.ofMinutes(205 * 60 + 36)));
    assertThat(all.answers().parts().get(2))
        .isEqualTo(new Times(1, Duration.ofHours(3), Duration.ofHours(3)));
    assertThat(all.answers().parts().get(3)).isEqualTo(Times.NONE);
  }

  @Test
  void whichPromisesWereKept() {
    assertThat(of(counted.sofia, "UTC", null).promises())
        .isEqualTo(
            Map.of(Target.FIRST_RESPONSE, new Kept(1, 1), Target.RESOLUTION, new Kept(1, 1)));
  }

  @Test
  void whatWaitsByAge() {
    Instant now = Instant.now();
    String[] ago =
        new String[] {
          now.toString(),
          now.minus(3, ChronoUnit.DAYS).toString(),
          now.minus(4, ChronoUnit.DAYS).toString()
        };
    for (String sent : ago) {
      counted.add("quote", "WAITING_FOR_CUSTOMER", sent, null, null, sent);
    }
    Dashboard office = of(counted.sofia, "UTC", office());
    assertThat(office.backlog())
        .containsExactly(
            new Backlog(Age.TODAY, 1, 1),
            new Backlog(Age.DAYS_3, 1, 1),
            new Backlog(Age.DAYS_7, 1, 1),
            new Backlog(Age.DAYS_30, 0, 0),
            new Backlog(Age.OLDER, 1, 0));
    assertThat(office.open()).isEqualTo(4);
    assertThat(office.overdue()).isEqualTo(3);
    counted.run(
        "update service_request set status = 'CANCELLED' where status = 'WAITING_FOR_CUSTOMER'");
  }

  @Test
  void anAgentSeesHisTeamsAlone() {
    Dashboard workshop = of(counted.tom, "UTC", null);
    assertThat(submitted(workshop)).containsExactly(2, 0, 1, 0, 0, 0, 0);
    assertThat(workshop.services()).extracting(ServiceShare::service).containsOnly("device-repair");
    assertThat(of(counted.tom, "UTC", office()).isEmpty()).as("not by another's team").isTrue();
    Viewer nobody = new Viewer(UUID.randomUUID(), "N", "", Set.of(Role.AGENT), Set.of(), Set.of());
    assertThat(of(nobody, "UTC", null).isEmpty()).isTrue();
    Viewer camille = counted.domain.viewer("camille", Role.CUSTOMER);
    assertThatThrownBy(() -> of(camille, "UTC", null)).isInstanceOf(NotAllowed.class);
  }

  @Test
  void deliveriesThatNeedAPerson() {
    String number = counted.add("device-repair", "CANCELLED", "2021-01-01T00:00:00Z");
    counted.run(
        """
        insert into delivery (event_id, flow_id, request_id, connector_id, state, next_attempt_at, updated_at)
        select e.id, f.id, r.id, f.connector_id, case f.rank when 1 then 4 else 0 end, now(), now()
        from service_request r,
          (select id from outbox_event order by id limit 1) e,
          (select id, connector_id, row_number() over (order by id) as rank from flow
            where event_type = (select type from outbox_event order by id limit 1)) f
        where r.number = ? on conflict do nothing
        """,
        number);
    counted.run("update delivery d set state = 4 where id = (select max(id) from delivery)");
    List<Stopped> stopped = of(counted.sofia, "UTC", null).stopped();
    assertThat(stopped).hasSize(1);
    assertThat(stopped.get(0).many()).isEqualTo(1);
    assertThat(stopped.get(0).requests()).isEqualTo(1);
    assertThat(of(counted.sofia, "UTC", office()).stopped()).isEmpty();
  }

  @Test
  void figuresAreRememberedForAMomentByWhatOneMaySee() {
    Dashboards dashboards = new Dashboards(counted.domain.jdbi);
    DashboardFilter week = new DashboardFilter(MONDAY, SUNDAY, ZoneId.of("UTC"), null);
    Dashboard first = dashboards.of(counted.sofia, week);
    assertThat(dashboards.of(counted.sofia, week)).isSameAs(first);
    assertThat(dashboards.of(counted.tom, week)).isNotSameAs(first);
    assertThat(dashboards.of(counted.tom, week).totals()).isEqualTo(new Totals(3, 3));
  }
}
