package org.guichet.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Counts in the database what a page asks it: real pages of the real server. What else goes on
 * there does not repeat itself as often as the page is opened.
 */
@ExtendWith(House.class)
class StatementsST {
  private static final int OPENED = 30;
  private static final int MOST = 12;

  private static final String REPEATED =
      "select coalesce(sum(calls / %d), 0) from pg_stat_statements s join pg_database d on d.oid = s.dbid"
              .formatted(OPENED)
          + " where d.datname = 'guichet' and s.query !~ '^(BEGIN|COMMIT|SET|SHOW)'";

  private static final String TEXTS =
      "select calls || ' ' || query from pg_stat_statements s join pg_database d on d.oid = s.dbid"
          + " where d.datname = 'guichet' and calls >= %d order by calls desc".formatted(OPENED);

  @Test
  @DisplayName(
      "C8, C6, C2, C9, C12, B1, B3, B4, B5, B6, B8 a page asks the database at most twelve times")
  void aPageAsksTheDatabaseAtMostTwelveTimes(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Counted", "One by one.").submit();
    Visitor julien = story.signedIn("julien");
    Visitor sofia = story.signedIn("sofia");
    story.run("create extension if not exists pg_stat_statements");

    for (String address :
        List.of(
            "/",
            "/requests?show=all",
            "/requests?q=" + number,
            "/requests?q=counted",
            "/requests?q=cuonted",
            "/invoices?show=all",
            "/my-data",
            "/request?number=" + number,
            "/notifications",
            "/profile")) {
      check(story, camille, address);
    }
    String article = story.texts("select id from article where published_at is not null").get(0);
    for (String address :
        List.of("/help", "/help?q=laptop", "/help?q=lptop", "/article?id=" + article)) {
      check(story, camille, address);
    }
    check(story, sofia, "/articles");
    check(story, sofia, "/article-edit?id=" + article);
    check(story, julien, "/requests?whose=organization");
    check(story, julien, "/invoices");
    check(story, sofia, "/queue");
    check(story, sofia, "/queue?queue=unassigned&status=any&q=counted&tag=x&sort=-priority,sent");
    check(story, sofia, "/preview?number=" + number);
    check(story, sofia, "/bulk");
    check(story, sofia, "/queue?due=over&sort=due");
    check(
        story,
        sofia,
        "/queue?status=any&promise=resolution-missed&solved-from=2026-01-01&delivery=stopped");
    check(story, sofia, "/board?queue=overdue");
    check(story, sofia, "/dashboard");
    check(story, sofia, "/dashboard.csv?chart=volume&period=7");
    check(story, sofia, "/service-levels?service=device-repair");
    check(story, sofia, "/request?number=" + number);
    String julienKey = story.texts("select id from person where username = 'julien'").get(0);
    String moreau =
        story.texts("select id from organization where alias = 'cabinet-moreau'").get(0);
    for (String address :
        List.of(
            "/customers",
            "/customers?q=moreau",
            "/customers?q=moraeu",
            "/customers?organization=" + moreau,
            "/customers?show=organizations&q=cab",
            "/find/customers?q=moreau",
            "/find/tags?q=ab",
            "/find/requests?q=counted",
            "/customer?id=" + julienKey,
            "/customer?show=past&id=" + julienKey,
            "/organization?id=" + moreau,
            "/on-behalf?customer=" + julienKey,
            "/new?type=device-repair&customer=" + julienKey)) {
      check(story, sofia, address);
    }
    String template = story.texts("select id from reply_template").get(0);
    check(story, sofia, "/templates?template=" + template);
    check(story, sofia, "/templates/filled?number=" + number);
    check(story, sofia, "/macros?macro=new");
    check(story, sofia, "/macros/offered");
    check(story, sofia, "/colleagues?number=" + number);
    check(story, sofia, "/receivers?of=assignee&number=" + number);
    check(story, sofia, "/receivers?of=team&number=" + number);
    check(story, sofia, "/requests?whose=everything&show=all");
    check(story, sofia, "/erasures?state=done");
    check(story, sofia, "/stages?service=system-access");
    check(story, sofia, "/catalogue?service=device-repair");
    check(story, sofia, "/form?service=new-employee&question=equipment");
    check(story, sofia, "/new?type=new-employee&preview=draft");
    check(story, sofia, "/rules?rule=new");
    check(story, julien, "/decisions");
    String access = asksForAccess(camille);
    check(story, julien, "/decisions?number=" + access);
    check(story, camille, "/request?number=" + access);
    check(story, sofia, "/request?number=" + access);
  }

  private static String asksForAccess(Visitor visitor) {
    visitor.open("/new?type=system-access");
    visitor.page().locator("#q-system").fill("Counted");
    visitor.page().locator("#q-purpose").fill("One by one.");
    return new RequestForm(visitor.page()).submit();
  }

  private static void check(Story story, Visitor visitor, String address) {
    assertThat(visitor.status(address)).isEqualTo(200); // the first one prepares
    story.run("select pg_stat_statements_reset()");
    for (int i = 0; i < OPENED; i++) {
      visitor.status(address);
    }
    assertThat(story.count(REPEATED))
        .as("statements of %s%n%s", address, String.join("\n", story.texts(TEXTS)))
        .isBetween(1L, (long) MOST);
  }
}
