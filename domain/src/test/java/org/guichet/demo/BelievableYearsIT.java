package org.guichet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.guichet.access.Role;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.request.RequestRow;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The generator on the real schema. */
class BelievableYearsIT {
  private static final Instant TODAY = Instant.parse("2026-11-22T12:00:00Z");
  private static final int REQUESTS = 600;
  private TestDomain domain;

  @BeforeEach
  void start() {
    domain = TestDomain.start();
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private boolean fill() {
    return BelievableYears.fill(
        domain.dataSource(), domain.folder.resolve("blobs"), REQUESTS, TODAY);
  }

  @Test
  void whatItWritesKeepsEveryForeignKeyThatItDidNotCheck() {
    fill();

    for (String orphans :
        List.of(
            "activity a left join service_request r on r.id = a.request_id where r.id is null",
            "activity a left join person p on p.id = a.author_id where a.author_id is not null and p.id is null",
            "service_request r left join person p on p.id = r.requester_id where p.id is null",
            "service_request r left join person p on p.id = r.assignee_id where r.assignee_id is not null and p.id is null",
            "attachment a left join service_request r on r.id = a.request_id where r.id is null",
            "delivery d left join outbox_event e on e.id = d.event_id where e.id is null",
            "attempt a left join delivery d on d.id = a.delivery_id where d.id is null",
            "checklist_item c left join person p on p.id = c.added_by where p.id is null",
            "time_spent t left join person p on p.id = t.worker_id where p.id is null",
            "request_link l left join service_request r on r.id = l.to_id where r.id is null",
            "customer_note n left join person p on p.id = n.author_id where p.id is null",
            "invoice i left join service_request r on r.id = i.request_id where r.id is null")) {
      assertThat(count("select count(*) from " + orphans)).as(orphans).isZero();
    }
    for (String table :
        List.of("request_tag", "checklist_item", "time_spent", "request_link", "customer_note")) {
      assertThat(count("select count(*) from " + table)).as(table).isPositive();
    }
    assertThat(count("select count(*) from service_request")).isEqualTo(REQUESTS);
    assertThat(count("select count(*) from organization")).isEqualTo(200);
    assertThat(count("select count(*) from service_request where updated_at > '" + TODAY + "'"))
        .isZero();
  }

  @Test
  void theDemosPeopleSeeTheirShareAndCanOpenIt() {
    fill();

    List<RequestRow> own =
        domain.requests.list(
            domain.viewer("camille", Role.CUSTOMER), RequestFilter.of(Scope.MINE, false), 200);
    assertThat(own).hasSizeBetween(5, 100);
    assertThat(own)
        .allSatisfy(
            row ->
                assertThat(
                        domain
                            .requests
                            .view(domain.viewer("camille", Role.CUSTOMER), row.number())
                            .timeline())
                    .isNotEmpty());
  }

  @Test
  void theSameDayGivesTheSameRowsAndOnlyOnce() throws Exception {
    assertThat(fill()).isTrue();
    assertThat(fill()).isFalse();
    TestDomain another = TestDomain.start();
    BelievableYears.fill(another.dataSource(), null, REQUESTS, TODAY);

    String sum =
        "select md5(string_agg(number || subject || fields || status || updated_at, ' ' order by number)) from service_request";
    assertThat(text(another, sum)).isEqualTo(text(domain, sum));
    another.close();
  }

  private long count(String sql) {
    return Long.parseLong(text(domain, sql));
  }

  private static String text(TestDomain domain, String sql) {
    return domain.jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }
}
