package org.guichet.portal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.portal.queue.QueueAddress.Part;
import org.guichet.queue.Queue;
import org.guichet.queue.QueueFilter;
import org.guichet.queue.QueueFilter.Place;
import org.guichet.queue.QueueOrder;
import org.guichet.queue.QueueOrder.Key;
import org.guichet.queue.QueueOutcome;
import org.guichet.queue.QueueOutcome.Period;
import org.guichet.queue.QueueOutcome.Promise;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.servicelevel.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueAddressTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Viewer TOM =
      new Viewer(UUID.randomUUID(), "Tom", "", Set.of(Role.AGENT), Set.of(), Set.of());

  private static QueueAddress read(String query) {
    Map<String, List<String>> values =
        Arrays.stream(query.split("&"))
            .filter(part -> part.contains("="))
            .collect(
                Collectors.groupingBy(
                    part -> part.replaceFirst("=.*", ""),
                    Collectors.mapping(
                        part -> part.replaceFirst("[^=]*=", ""), Collectors.toList())));
    return QueueAddress.read(
        name -> values.containsKey(name) ? values.get(name).toArray(new String[0]) : null);
  }

  private static QueueFilter filter(String query) {
    return read(query).filter(TOM, PARIS);
  }

  @Test
  void withoutAnythingItIsAllThatIsOpenLastChangedFirst() {
    assertThat(filter("")).isEqualTo(QueueFilter.of(Queue.ALL));
    assertThat(filter("").isPlain()).isTrue();
    assertThat(read("").query()).isEqualTo("queue=all");
  }

  @Test
  void aFormKeepsEverythingThatItDoesNotAskFor() {
    QueueAddress address = read("queue=all&solved-from=2026-11-01&delivery=stopped&cols=service");
    assertThat(address.but("sort,cols"))
        .extracting(Part::name)
        .containsExactly("queue", "solved-from", "delivery");
  }

  @Test
  void everythingThatIsChosenStandsInTheAddress() {
    String query =
        "queue=team&status=solved,closed&priority=urgent&type=device-repair&assignee=me"
            + "&organization=Moreau&tag=moved&from=2026-11-01&to=2026-11-30&q=hinge"
            + "&sort=-priority,sent&cols=service,changed";
    QueueFilter filter = filter(query);

    assertThat(filter.queue()).isEqualTo(Queue.TEAM);
    assertThat(filter.statuses())
        .containsExactlyInAnyOrder(RequestStatus.SOLVED, RequestStatus.CLOSED);
    assertThat(filter.priorities()).containsExactly(Priority.URGENT);
    assertThat(filter.assignee()).isEqualTo(TOM.personId());
    assertThat(filter.from()).isEqualTo(Instant.parse("2026-10-31T23:00:00Z"));
    assertThat(filter.before()).isEqualTo(Instant.parse("2026-11-30T23:00:00Z"));
    assertThat(filter.order())
        .containsExactly(new QueueOrder(Key.PRIORITY, true), new QueueOrder(Key.SENT, false));
    assertThat(read(query).columns()).containsExactly("service", "changed");
    assertThat(read(read(query).query().replace("%2C", ","))).isEqualTo(read(query));
  }

  @Test
  void boxesOfAFormAreOneListAndAllStatusesAreAny() {
    assertThat(read("status=solved&status=closed").get("status")).isEqualTo("solved,closed");
    assertThat(read("status=submitted&status=in_progress&status=waiting_for_customer").query())
        .as("goes without saying")
        .isEqualTo("queue=all");
    assertThat(filter("status=any").statuses()).isEmpty();
    assertThat(
            read("status=submitted,in_progress,waiting_for_customer,solved,closed,cancelled")
                .get("status"))
        .isEqualTo("any");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queue=lost",
        "status=gone",
        "priority=1",
        "type='",
        "assignee=tom",
        "team=x",
        "from=yesterday",
        "sort=name",
        "cols=password",
        "unknown=1",
        "priority=low,normal,high,urgent",
        "tag=,"
      })
  void whatMakesNoSenseIsAsIfItWereNotThere(String query) {
    assertThat(read(query).query()).isEqualTo("queue=all");
  }

  @Test
  void aPlaceSurvivesTheAddressAndMakesNoSenseInAnotherOrder() {
    QueueFilter filter = filter("sort=-priority,sent");
    Place place = new Place(List.of("3", "2026-11-01T10:00:00Z"), UUID.randomUUID());

    assertThat(QueuePlace.from(filter, QueuePlace.of(place)).after()).isEqualTo(place);
    assertThat(QueuePlace.from(filter(""), QueuePlace.of(place)).after()).isNull();
    for (String wrong : new String[] {null, "", "~", "x~2026-11-01T10:00:00Z~1", "3~now~1"}) {
      assertThat(QueuePlace.from(filter, wrong)).isEqualTo(filter);
    }
  }

  @Test
  void whatBecameOfRequestsStandsInTheAddress() {
    String query =
        "queue=all&status=any&solved-from=2026-11-01&solved-to=2026-11-30"
            + "&promise=resolution-missed&decided-from=2026-11-02&delivery=stopped";
    assertThat(read(query).query()).isEqualTo(query);
    QueueOutcome outcome = filter(query).outcome();
    assertThat(outcome.solved())
        .isEqualTo(
            new Period(
                Instant.parse("2026-10-31T23:00:00Z"), Instant.parse("2026-11-30T23:00:00Z")));
    assertThat(outcome.promise())
        .isEqualTo(
            new Promise(
                Target.RESOLUTION, false, new Period(Instant.parse("2026-11-01T23:00:00Z"), null)));
    assertThat(outcome.answered()).isNull();
    assertThat(outcome.stopped()).isTrue();
    assertThat(filter("promise=broken&solved-to=never&delivery=late").outcome()).isNull();
    assertThat(filter(query).isPlain()).isFalse();
  }
}
