package org.guichet.integration.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.peer.NeedsPeers;
import org.guichet.peer.Peer;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Kamelet of Redmine, verb by verb, against a real one. */
@NeedsPeers
class RedmineIT {
  private static int numbers;
  private static Peer redmine;
  private static RedmineStaff staff;
  private static KameletCalls calls;

  private final String reference = "R-2026-%06d".formatted(++numbers);

  @BeforeAll
  static void start() throws Exception {
    redmine = Peer.start("redmine", Map.of());
    staff = new RedmineStaff(redmine);
    calls = KameletCalls.open("redmine-action", RedmineStaff.properties(redmine));
  }

  @AfterAll
  static void stop() {
    if (calls != null) {
      calls.close();
    }
    if (redmine != null) {
      redmine.close();
    }
  }

  private static KameletCalls with(String property, String value) {
    Map<String, String> properties = new HashMap<>(RedmineStaff.properties(redmine));
    properties.put(property, value);
    return KameletCalls.open("redmine-action", properties);
  }

  private JsonObjectBuilder ticket() {
    return Json.createObjectBuilder()
        .add("kind", "ticket")
        .add("reference", reference)
        .add("subject", "Écran « noir » ${body} 😀")
        .add("description", "It says \"#{1+1}\" & <b>flickers</b>");
  }

  private String opened() throws CallFailed {
    return calls.deliver(ticket().build()).getString("externalId");
  }

  private static JsonObjectBuilder task(String kind, String id) {
    return Json.createObjectBuilder().add("kind", kind).add("externalId", id);
  }

  private static JsonObject status(String id, String name) {
    return task("status", id).add("status", name).build();
  }

  private static byte[] noise(int size) {
    byte[] content = new byte[size];
    new Random(7).nextBytes(content);
    return content;
  }

  @Test
  void opensATicketUnderOurNumberAndFindsIt() throws Exception {
    JsonObject receipt = calls.deliver(ticket().add("priority", "high").build());
    String id = receipt.getString("externalId");

    assertThat(receipt.getString("externalStatus")).isEqualTo("New");
    assertThat(receipt.getString("externalUrl")).isEqualTo(redmine.value("url") + "/issues/" + id);
    JsonObject issue = staff.issue(id);
    assertThat(issue.getString("subject")).isEqualTo("Écran « noir » ${body} 😀");
    assertThat(issue.getString("description")).isEqualTo("It says \"#{1+1}\" & <b>flickers</b>");
    assertThat(issue.getJsonObject("priority").getString("name")).isEqualTo("High");
    assertThat(calls.find(reference)).isEqualTo(receipt);
    assertThat(calls.status(id)).isEqualTo(receipt);
  }

  @Test
  void findsNoOtherNumberHoweverItIsWritten() throws Exception {
    opened();

    assertThat(calls.find(reference.substring(0, 12))).isEmpty();
    assertThat(calls.find("*")).isEmpty();
    assertThat(calls.find("R-1&status_id=* |" + reference)).isEmpty();
  }

  @Test
  void aClosedTicketIsFoundToo() throws Exception {
    String id = opened();
    staff.change(id, "status_id", 5);

    assertThat(calls.find(reference).getString("externalStatus")).isEqualTo("Closed");
  }

  @Test
  void anotherFieldThanOursFindsNothingAndSaysSoWhenTested() throws Exception {
    opened();
    try (KameletCalls wrong = with("referenceField", "99")) {
      assertThat(wrong.find(reference)).isEmpty();
      CallFailed problem = catchThrowableOfType(CallFailed.class, wrong::probe);
      assertThat(problem.reason()).isEqualTo(Reason.DECLINED);
      assertThat(problem.answer()).contains("is no filter");
    }
  }

  @Test
  void anOverlongSubjectIsShortened() throws Exception {
    String id =
        calls.deliver(ticket().add("subject", "😀".repeat(300)).build()).getString("externalId");

    assertThat(staff.issue(id).getString("subject")).isEqualTo("😀".repeat(254) + "…");
  }

  @Test
  void filesArriveByteForByteUnderTheirNames() throws Exception {
    byte[] picture = noise(300_000);
    String id =
        calls
            .deliver(
                ticket()
                    .add(
                        "files",
                        Json.createArrayBuilder()
                            .add(calls.file("écran & clavier #1 (neu).jpg", "image/jpeg", picture))
                            .add(calls.file("a.txt", "text/plain", "é\n".getBytes(UTF_8))))
                    .build())
            .getString("externalId");

    List<JsonObject> files = staff.attachments(id);
    assertThat(files)
        .extracting(file -> file.getString("filename") + " " + file.getString("content_type"))
        .containsExactly("écran & clavier #1 (neu).jpg image/jpeg", "a.txt text/plain");
    assertThat(staff.content(files.get(0))).isEqualTo(picture);
    assertThat(staff.content(files.get(1))).isEqualTo("é\n".getBytes(UTF_8));
  }

  @Test
  void aFileThatIsTooLargeForItIsRefusedInItsOwnWords() {
    CallFailed failure =
        calls.refusal(
            ticket()
                .add(
                    "files",
                    Json.createArrayBuilder()
                        .add(calls.file("film.mp4", "video/mp4", noise(6_000_000))))
                .build());

    assertThat(failure.httpStatus()).isEqualTo(422);
    assertThat(failure.answer()).contains("exceeds the maximum allowed file size");
  }

  @Test
  void aNoteWithAFileIsWrittenOnceHoweverOftenItIsRepeated() throws Exception {
    String id = opened();
    JsonObject note =
        task("note", id)
            .add("text", "Camille, 2026-11-21T10:15:30Z:\r\n\r\nIt is the left one. \n")
            .add(
                "files",
                Json.createArrayBuilder()
                    .add(calls.file("left.txt", "text/plain", "left".getBytes(UTF_8))))
            .build();

    assertThat(calls.deliver(note).getString("externalId")).isEqualTo(id);
    calls.deliverAgain(note);

    assertThat(staff.notes(id))
        .extracting(entry -> entry.getBoolean("private_notes"))
        .containsExactly(false);
    assertThat(staff.attachments(id)).hasSize(1);
  }

  @Test
  void theSameWordsAtAnotherTimeAreAnotherNote() throws Exception {
    String id = opened();
    calls.deliver(task("note", id).add("text", "Camille, 10:15:30Z:\n\nThanks").build());
    calls.deliverAgain(task("note", id).add("text", "Camille, 10:15:31Z:\n\nThanks").build());

    assertThat(staff.notes(id)).hasSize(2);
  }

  @Test
  void filesThatCameWithAMessageAreNotPutThereAgain() throws Exception {
    String id = opened();
    JsonObject first = calls.file("a.txt", "text/plain", "one".getBytes(UTF_8));
    JsonObject second = calls.file("a.txt", "text/plain", "two".getBytes(UTF_8));
    calls.deliver(
        task("note", id)
            .add("text", "See")
            .add("files", Json.createArrayBuilder().add(first))
            .build());
    JsonObject both =
        task("file", id).add("files", Json.createArrayBuilder().add(first).add(second)).build();
    calls.deliver(both);
    calls.deliverAgain(both);

    List<String> contents = new ArrayList<>();
    for (JsonObject file : staff.attachments(id)) {
      contents.add(new String(staff.content(file), UTF_8));
    }
    assertThat(contents).containsExactly("one", "two");
  }

  @Test
  void aPrivateNoteStaysPrivate() throws Exception {
    String id = opened();
    calls.deliver(task("note", id).add("text", "He is angry").add("private", true).build());

    assertThat(staff.notes(id))
        .extracting(entry -> entry.getBoolean("private_notes"))
        .containsExactly(true);
  }

  @Test
  void anAccountThatMayNotWritePrivateNotesWritesNoneForEverybody() throws Exception {
    String id = opened();
    try (KameletCalls reporter = with("apiKey", redmine.value("reporterKey"))) {
      CallFailed failure =
          reporter.refusal(
              task("note", id).add("text", "He is angry").add("private", true).build());
      assertThat(failure.reason()).isEqualTo(Reason.DECLINED);
      assertThat(failure.answer()).contains("may not write private notes");
    }
    assertThat(staff.notes(id)).isEmpty();
  }

  @Test
  void statusAndPriorityAreSetByTheirNames() throws Exception {
    String id = opened();

    assertThat(calls.deliver(status(id, "in progress")).getString("externalStatus"))
        .isEqualTo("In Progress");
    calls.deliverAgain(status(id, "In Progress"));
    calls.deliver(task("priority", id).add("priority", "Urgent").build());
    assertThat(staff.issue(id).getJsonObject("priority").getString("name")).isEqualTo("Urgent");
  }

  @Test
  void whatTheAccountMayNotDoIsNotBelievedThoughRedmineSaysSo() throws Exception {
    String id = opened();
    try (KameletCalls reporter = with("apiKey", redmine.value("reporterKey"))) {
      CallFailed step = reporter.refusal(status(id, "Resolved"));
      assertThat(step.reason()).isEqualTo(Reason.DECLINED);
      assertThat(step.answer()).contains("it stayed \\\"New\\\"");
      CallFailed priority =
          reporter.refusal(task("priority", id).add("priority", "Urgent").build());
      assertThat(priority.answer()).contains("it stayed \\\"Normal\\\"");
    }
  }

  @Test
  void aStatusThatDoesNotExistThereIsNamed() throws Exception {
    assertThat(calls.refusal(status(opened(), "Done")).answer())
        .contains("There is no \\\"Done\\\", only New, In Progress, Resolved");
  }

  @Test
  void refusalsComeInRedminesOwnWords() {
    CallFailed empty = calls.refusal(ticket().add("subject", " ").build());
    assertThat(empty.httpStatus()).isEqualTo(422);
    assertThat(empty.answer()).contains("Subject cannot be blank");
    assertThat(calls.refusal(status("999999", "New")).httpStatus()).isEqualTo(404);
    assertThat(calls.refusal(task("note", "").addNull("externalId").build()).answer())
        .contains("has no ticket in Redmine yet");
  }

  @Test
  void aWrongKeyIsRefusedEverywhere() {
    try (KameletCalls stranger = with("apiKey", "0123")) {
      assertThat(stranger.refusal(ticket().build()).httpStatus()).isEqualTo(401);
      assertThat(catchThrowableOfType(CallFailed.class, stranger::probe).httpStatus())
          .isEqualTo(401);
      assertThatThrownBy(() -> stranger.find(reference)).isInstanceOf(CallFailed.class);
    }
  }

  @Test
  void theTestOfAConnectionAsksForItsProject() throws Exception {
    calls.probe();
    try (KameletCalls elsewhere = with("project", "nowhere")) {
      assertThat(catchThrowableOfType(CallFailed.class, elsewhere::probe).httpStatus())
          .isEqualTo(404);
    }
  }

  @Test
  void whatStaffDoIsToldInOurWordsAndOurOwnNotesAreNot() throws Exception {
    String id = opened();
    calls.deliver(task("note", id).add("text", "From the portal").build());
    staff.change(id, "status_id", 4);
    staff.note(id, "Which model is it?", false);
    staff.note(id, "Probably the battery", true);

    JsonObject said = calls.translated(calls.read(id));

    assertThat(said.getString("externalId")).isEqualTo(id);
    assertThat(said.getString("reference")).isEqualTo(reference);
    assertThat(said.getString("status")).isEqualTo("Feedback");
    assertThat(said.getString("changedAt")).isEqualTo(staff.issue(id).getString("updated_on"));
    assertThat(said.getJsonArray("messages").getValuesAs(JsonObject.class))
        .extracting(
            message ->
                message.getString("author")
                    + ": "
                    + message.getString("text")
                    + (message.getBoolean("internal") ? " (internal)" : ""))
        .containsExactly(
            "Staff Peer: Which model is it?", "Staff Peer: Probably the battery (internal)");
  }

  @Test
  void changesAreToldOldestFirstThoseOfTheLastSecondIncluded() throws Exception {
    String first = opened();
    String second = calls.deliver(ticket().build()).getString("externalId");
    staff.change(first, "status_id", 2);
    String since = staff.issue(first).getString("updated_on");

    // The cursor may have come with fractions of a second, which Redmine refuses.
    assertThat(ids(since.replace("Z", ".987Z"))).contains(first);
    assertThat(ids("2026-01-01T00:00:00Z")).doesNotHaveDuplicates().contains(first, second);
    assertThat(calls.changes("2026-01-01T00:00:00Z").getValuesAs(JsonObject.class))
        .extracting(change -> change.getString("at"))
        .isSorted();
    assertThat(calls.changes("2999-01-01T00:00:00Z")).isEmpty();
  }

  private static List<String> ids(String since) throws CallFailed {
    return calls.changes(since).stream()
        .map(JsonValue::asJsonObject)
        .map(change -> JsonText.string(change, "externalId"))
        .toList();
  }
}
