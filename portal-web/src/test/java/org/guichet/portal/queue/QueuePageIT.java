package org.guichet.portal.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.portal.shared.SomebodyLooks;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.request.RequestRow;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue on the real domain: it stays still while somebody reads. */
class QueuePageIT {
  private TestDomain domain;
  private Viewer tom;
  private String first;

  @BeforeEach
  void aQueueWithOneRequest() {
    domain = TestDomain.start();
    tom = domain.viewer("tom", Role.AGENT);
    first = submit();
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  @Test
  void newRequestsAreAnnouncedAndShownOnlyWhenAskedFor() {
    QueuePage page = page("all");
    String second = submit();

    page.refresh();
    assertThat(page.getRows()).extracting(RequestRow::number).containsExactly(first);
    assertThat(page.getNews()).isEqualTo(1);
    assertThat(page.count(Scope.ALL)).isEqualTo("2");

    page.load();
    assertThat(page.getRows()).extracting(RequestRow::number).containsExactly(second, first);
    assertThat(page.getNews()).isZero();
  }

  @Test
  void aRowThatIsShownIsBroughtUpToDateInItsPlace() {
    QueuePage page = page("all");
    submit();
    domain.inTransaction(
        () -> {
          domain.requestDesk.assignToMe(tom, first);
          return null;
        });

    page.refresh();
    assertThat(page.getRows()).extracting(RequestRow::assignee).containsExactly("Tom Becker");
  }

  @Test
  void whoTakesARequestHasItInHisOwnQueue() {
    QueuePage page = page("unassigned");
    domain.inTransaction(
        () -> {
          page.take(first);
          return null;
        });

    assertThat(page.getRows()).isEmpty();
    assertThat(page("mine").getRows()).extracting(RequestRow::number).containsExactly(first);
  }

  @Test
  void theQueueIsForStaff() {
    QueuePage page = new QueuePage();
    page.viewer = new SomebodyLooks(domain.viewer("camille", Role.CUSTOMER));

    assertThatThrownBy(page::load).isInstanceOf(NotAllowed.class);
  }

  private QueuePage page(String queue) {
    QueuePage page = new QueuePage();
    page.requests = domain.requests;
    page.desk = domain.requestDesk;
    page.viewer = new SomebodyLooks(tom);
    page.setQueue(queue);
    page.load();
    return page;
  }

  private String submit() {
    Viewer camille = domain.viewer("camille", Role.CUSTOMER);
    Map<String, String> fields = Map.of("device", "Laptop", "description", "It fell.");
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                camille, new Submission("device-repair", fields, UUID.randomUUID())));
  }
}
