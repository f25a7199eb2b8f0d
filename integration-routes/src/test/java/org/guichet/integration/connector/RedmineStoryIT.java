package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guichet.conversation.TimelineEntry;
import org.guichet.delivery.DeliveryState;
import org.guichet.peer.NeedsPeers;
import org.guichet.peer.Peer;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A request's way to a real Redmine and back, through ledger, dispatcher and inbox; and its bad
 * days.
 */
@NeedsPeers
class RedmineStoryIT {
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
  };
  private static final int MANY = 40;
  private static Peer redmine;
  private static RedmineStaff staff;

  private PortalAtWork portal;

  @BeforeAll
  static void startRedmine() throws Exception {
    redmine = Peer.start("redmine", Map.of("REDMINE_THREADS", "4"));
    staff = new RedmineStaff(redmine);
  }

  @AfterAll
  static void stopRedmine() {
    if (redmine != null) {
      redmine.close();
    }
  }

  @BeforeEach
  void startPortal() throws Exception {
    portal =
        new PortalAtWork(
            "redmine",
            "redmine-action",
            RedmineStaff.properties(redmine),
            "request.submitted",
            "message.added",
            "note.added",
            "file.added",
            "request.status_changed",
            "request.priority_changed");
  }

  @AfterEach
  void stopPortal() throws Exception {
    portal.close();
  }

  private static List<String> messages(RequestView view) {
    return view.timeline().stream()
        .filter(entry -> entry.body() != null)
        .map(
            entry -> entry.author() + ": " + entry.body() + (entry.internal() ? " (internal)" : ""))
        .toList();
  }

  @Test
  void whatHappensHereIsToldThereAndWhatHappensThereIsToldHere() throws Exception {
    String number = portal.submit("It flickers", PNG);
    portal.settled();
    String id = portal.last().externalId();
    assertThat(staff.content(staff.attachments(id).get(0))).isEqualTo(PNG);

    portal.as(
        () -> {
          portal.domain.requestDesk.reply(portal.camille, number, "It is the left one");
          portal.domain.requestDesk.note(portal.sofia, number, "Ask for the model");
          portal.domain.requestDesk.changePriority(portal.sofia, number, Priority.URGENT);
          return null;
        });
    portal.settled();
    assertThat(portal.count(DeliveryState.DEAD)).as(portal.last().lastError()).isZero();
    assertThat(staff.notes(id))
        .extracting(
            note ->
                note.getString("notes").replaceAll("(?s)^(.*?), .*\n\n", "$1: ")
                    + (note.getBoolean("private_notes") ? " (private)" : ""))
        .containsExactly(
            "Camille Moreau: It is the left one", "Sofia Lind: Ask for the model (private)");
    assertThat(staff.issue(id).getJsonObject("priority").getString("name")).isEqualTo("Urgent");

    staff.change(id, "status_id", 2);
    staff.note(id, "We have found it", false);
    staff.note(id, "The battery", true);
    portal.poll();
    portal.poll(); // nothing is told twice

    RequestView view = portal.view(number);
    assertThat(view.status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(messages(view))
        .containsExactlyInAnyOrder(
            "Camille Moreau: It is the left one",
            "Sofia Lind: Ask for the model (internal)",
            "Staff Peer: We have found it",
            "Staff Peer: The battery (internal)");
    assertThat(portal.domain.requests.view(portal.camille, number).timeline())
        .noneMatch(TimelineEntry::internal);
    portal.settled();
    assertThat(staff.notes(id)).as("what came from there is not sent back").hasSize(4);

    staff.change(id, "status_id", 3);
    portal.poll();
    assertThat(portal.view(number).status()).isEqualTo(RequestStatus.SOLVED);
  }

  @Test
  void aStepThatRedmineOnlySaysToHaveTakenIsDeadAndSaysWhy() throws Exception {
    String number = portal.submit("It flickers", null);
    portal.settled();
    portal.change("apiKey", redmine.value("reporterKey"));

    portal.as(
        () -> {
          portal.domain.requestDesk.changeStatus(
              portal.sofia, number, RequestStatus.SOLVED, portal.view(number).version());
          return null;
        });
    portal.settled();
    assertThat(portal.last().deliveryState()).isEqualTo(DeliveryState.DEAD);
    assertThat(portal.last().lastError())
        .contains("may not set the status to \"Resolved\": it stayed \"New\"");
  }

  @Test
  void aKeyThatWasWithdrawnPausesTheConnectorAndNothingIsLost() throws Exception {
    portal.change("apiKey", "withdrawn");
    String number = portal.submit("It flickers", null);
    portal.paused();
    assertThat(portal.connector().isPaused()).isTrue();
    assertThat(portal.count(DeliveryState.DUE)).isEqualTo(1);

    portal.change("apiKey", redmine.value("key"));
    portal.resume();
    portal.settled();
    assertThat(portal.last().deliveryState()).isEqualTo(DeliveryState.CONFIRMED);
    assertThat(staff.issue(portal.last().externalId()).toString()).contains(number);
  }

  /** Forty requests, Redmine killed while they come in: each is there once, with its file. */
  @Test
  void fortyRequestsSurviveTheDeathOfRedmine() throws Exception {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      numbers.add(portal.submit("It flickers " + i, PNG));
    }
    portal.confirmed(MANY / 5);
    redmine.kill();
    int before = portal.count(DeliveryState.CONFIRMED);
    redmine.restart();
    portal.settled();
    assertThat(before).as("killed in the middle").isBetween(MANY / 5, MANY - 1);

    assertThat(portal.count(DeliveryState.CONFIRMED)).isEqualTo(MANY);
    for (String number : numbers) {
      List<JsonObject> issues = staff.issues(number);
      assertThat(issues).as(number).hasSize(1);
      assertThat(staff.attachments(String.valueOf(issues.get(0).getInt("id")))).hasSize(1);
    }
  }
}
