package org.guichet.mydata;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.request.Submission;
import org.guichet.shared.JsonText;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** C12: what somebody saves is all that is held about him, and nothing of anybody else. */
class MyDataArchiveIT {
  private static TestDomain domain;
  private static Viewer camille;
  private static Viewer julien;
  private static String mine;
  private static String his;

  @BeforeAll
  static void aConversation() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    julien = domain.viewer("julien", Role.CUSTOMER);
    Viewer tom = domain.viewer("tom", Role.AGENT);
    UUID draft = UUID.randomUUID();
    file(camille, draft, "lid.txt", "the lid");
    mine = submit(camille, draft, "My laptop");
    his = submit(julien, UUID.randomUUID(), "His printer");
    sql(
        "update service_request set sensitive_fields = '{\"address\": \"12 rue des Lilas\"}' where number = ?",
        mine);
    run(() -> domain.requestDesk.reply(tom, mine, "We look at it"));
    run(() -> domain.requestDesk.note(tom, mine, "A difficult customer"));
    UUID second = UUID.randomUUID();
    file(camille, second, "lid.txt", "the lid again");
    run(() -> domain.requestDesk.reply(camille, mine, "Here is another", second, null));
    run(() -> domain.requestDesk.reply(julien, his, "Only mine"));
    run(() -> domain.participants.add(julien, his, camille.personId()));
    run(() -> domain.requestDesk.reply(camille, his, "I saw it, too"));
    file(camille, UUID.randomUUID(), "unsent.txt", "not sent yet");
    sql(
        "insert into invoice (id, request_id, connector_id, external_id, number, amount, currency, state, changed_at, means,"
            + " last_four) select gen_random_uuid(), r.id, c.id, 'I-1', '2026-118', 85, 'EUR', 'PAID', now(), 'Visa', '1881'"
            + " from service_request r, connector c where r.number = ? and c.key = 'invoicing'",
        mine);
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  private static String submit(Viewer viewer, UUID draft, String device) {
    Map<String, String> fields = Map.of("device", device, "description", "Broken");
    return domain.inTransaction(
        () -> domain.submitRequest.submit(viewer, new Submission("device-repair", fields, draft)));
  }

  private static void file(Viewer viewer, UUID draft, String name, String text) {
    domain.inTransaction(
        () ->
            domain.attachments.receive(
                viewer,
                draft,
                name,
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  private static void sql(String statement, Object... values) {
    domain.jdbi.useHandle(handle -> handle.execute(statement, values));
  }

  /** The entries of the ZIP, in their order. */
  private static Map<String, String> saved(Viewer viewer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    domain.myDataArchive.write(viewer, out);
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  @Test
  void theFilesAreInAFolderForEachRequest() throws IOException {
    Map<String, String> entries = saved(camille);

    assertThat(entries)
        .containsOnlyKeys(
            "data.json", "drafts/unsent.txt", mine + "/lid.txt", mine + "/lid (2).txt");
    assertThat(entries.get(mine + "/lid.txt") + entries.get(mine + "/lid (2).txt"))
        .contains("the lid", "the lid again");
  }

  @Test
  void everythingHeldAboutHerIsInIt() throws IOException {
    String json = saved(camille).get("data.json");
    JsonObject data = JsonText.object(json);
    JsonObject request = data.getJsonArray("requests").getJsonObject(0);

    assertThat(data.getJsonObject("profile").getString("email")).isEqualTo(camille.email());
    assertThat(request.getString("number")).isEqualTo(mine);
    assertThat(request.getJsonObject("answers").getString("address")).isEqualTo("12 rue des Lilas");
    assertThat(request.getJsonArray("invoices").getJsonObject(0).getString("lastFour"))
        .isEqualTo("1881");
    assertThat(request.getJsonArray("files")).hasSize(2);
    assertThat(json).contains("We look at it", "Here is another", "I saw it, too");
    assertThat(data.getJsonArray("following").getJsonObject(0).getString("request")).isEqualTo(his);
  }

  @Test
  void notesAndWhatOthersWroteInTheirRequestsAreNot() throws IOException {
    assertThat(saved(camille).get("data.json"))
        .doesNotContain("A difficult customer", "His printer", "Only mine", julien.email());
    assertThat(saved(domain.viewer("nadia", Role.CUSTOMER)).get("data.json"))
        .doesNotContain("Moreau", "laptop", "camille");
    assertThat(saved(julien).get("data.json"))
        .as("a manager sees her requests, and they are not his data")
        .doesNotContain("My laptop", "12 rue des Lilas");
  }

  @Test
  void theSummaryCountsTheSame() {
    MyData.Summary held = domain.myData.of(camille);

    assertThat(held.requests()).isEqualTo(1);
    assertThat(held.messages()).isEqualTo(2);
    assertThat(held.files()).isEqualTo(3);
    assertThat(held.invoices()).isEqualTo(1);
    assertThat(held.followed()).isEqualTo(1);
    assertThat(held.organizations()).containsExactly("Cabinet Moreau, architectes");
  }

  @Test
  void aLostFileDoesNotCostAllOthers() throws IOException {
    Viewer nadia = domain.viewer("nadia", Role.CUSTOMER);
    UUID draft = UUID.randomUUID();
    file(nadia, draft, "gone.txt", "gone");
    file(nadia, draft, "there.txt", "there");
    String number = submit(nadia, draft, "Plotter");
    domain.jdbi.useHandle(
        handle ->
            handle.execute("update attachment set id = gen_random_uuid() where name = 'gone.txt'"));

    assertThat(saved(nadia))
        .containsEntry(number + "/there.txt", "there")
        .containsEntry("missing.txt", number + "/gone.txt");
  }
}
