package org.guichet.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.attachment.RefusedFile;
import org.guichet.catalogue.RequestType;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** C4: what was typed is there again, for its writer and for nobody else. */
class DraftsIT {
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13
  };
  private static TestDomain domain;
  private static Viewer camille;
  private static Viewer nadia;
  private static RequestType repair;

  @BeforeAll
  static void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    nadia = domain.viewer("nadia", Role.CUSTOMER);
    repair = domain.catalogue.find("device-repair");
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  private static Drafts.Saved save(Viewer viewer, UUID draft, String device, Integer known) {
    return inTransaction(
        () -> domain.drafts.save(viewer, draft, repair, Map.of("device", device), known));
  }

  private static <T> T inTransaction(Callable<T> work) {
    return domain.inTransaction(work);
  }

  private static void receive(UUID draft) {
    inTransaction(
        () -> domain.attachments.receive(nadia, draft, "a.png", new ByteArrayInputStream(PNG)));
  }

  @Test
  void comesBackAsItWasTyped() {
    UUID draft = UUID.randomUUID();
    save(camille, draft, "Laptop “é” 😀 \0 שלום", 0);

    Draft found = domain.drafts.find(camille, draft).orElseThrow();
    assertThat(found.answers()).containsExactly(Map.entry("device", "Laptop “é” 😀  שלום"));
    assertThat(domain.drafts.list(camille, 10)).extracting(DraftRow::id).contains(draft);
    assertThat(domain.drafts.find(nadia, draft)).isEmpty();
    assertThatThrownBy(() -> save(nadia, draft, "Mine now", null)).isInstanceOf(NotVisible.class);
  }

  @Test
  void twoWindowsOverwriteNothingUnasked() {
    UUID draft = UUID.randomUUID();
    int first = save(camille, draft, "One window", 0).version();
    assertThat(save(camille, draft, "One window, more", first).version()).isEqualTo(first + 1);

    assertThatThrownBy(() -> save(camille, draft, "The other", first))
        .isInstanceOf(ChangedElsewhere.class);
    assertThat(domain.drafts.find(camille, draft).orElseThrow().answers())
        .containsEntry("device", "One window, more");
    save(camille, draft, "The other, on purpose", null);
  }

  @Test
  void whoSaysTheSameDoesNotConflict() {
    UUID draft = UUID.randomUUID();
    int first = save(camille, draft, "One window", 0).version();
    int unseen = save(camille, draft, "Saved while it was read anew", first).version();

    int again = save(camille, draft, "Saved while it was read anew", first).version();

    assertThat(again).isGreaterThan(unseen);
    assertThatThrownBy(() -> save(camille, draft, "The other", unseen))
        .isInstanceOf(ChangedElsewhere.class);
  }

  @Test
  void isGoneWhenItWasSentAndALateSaveDoesNotBringItBack() {
    UUID draft = UUID.randomUUID();
    save(camille, draft, "Laptop", 0);
    inTransaction(
        () ->
            domain.submitRequest.submit(
                camille,
                new Submission(
                    "device-repair", Map.of("device", "Laptop", "description", "Fell"), draft)));

    assertThat(domain.drafts.find(camille, draft)).isEmpty();
    assertThatThrownBy(() -> save(camille, draft, "Late", null))
        .isInstanceOfSatisfying(
            DraftRefused.class, e -> assertThat(e.key()).isEqualTo("draft.sent"));
  }

  @Test
  void whatIsTooLargeIsRefused() {
    assertThatThrownBy(
            () -> save(camille, UUID.randomUUID(), "x".repeat(Drafts.MOST_CHARACTERS + 1), 0))
        .isInstanceOf(DraftRefused.class);
  }

  @Test
  void thrownAwayItsFilesAreToo() {
    UUID draft = UUID.randomUUID();
    save(nadia, draft, "Laptop", 0);
    receive(draft);

    inTransaction(
        () -> {
          domain.drafts.discard(camille, draft);
          return null;
        });
    assertThat(domain.drafts.find(nadia, draft)).as("not his to throw away").isPresent();
    inTransaction(
        () -> {
          domain.drafts.discard(nadia, draft);
          return null;
        });
    assertThat(domain.drafts.find(nadia, draft)).isEmpty();
    assertThat(domain.attachments.ofDraft(nadia, draft)).isEmpty();
  }

  @Test
  void whatNobodyComesBackToIsSwept() {
    UUID old = UUID.randomUUID();
    UUID fresh = UUID.randomUUID();
    save(nadia, old, "Forgotten", 0);
    save(nadia, fresh, "Typed today", 0);
    receive(old);
    receive(fresh);
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update draft set saved_at = now() - interval '31 days' where id = ?", old));
    domain.jdbi.useHandle(
        handle -> handle.execute("update attachment set uploaded_at = now() - interval '31 days'"));

    SweepDrafts.Swept swept =
        new SweepDrafts(domain.jdbi, domain.attachments, domain.settings).sweep();

    assertThat(swept.drafts()).isEqualTo(1);
    assertThat(domain.attachments.ofDraft(nadia, old)).isEmpty();
    assertThat(domain.attachments.ofDraft(nadia, fresh)).hasSize(1);
    assertThat(domain.drafts.find(nadia, fresh)).isPresent();
  }

  @Test
  void onePersonCannotFillTheStoreWithWhatIsNeverSent() {
    Viewer julien = domain.viewer("julien", Role.CUSTOMER);
    UUID draft = UUID.randomUUID();
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into attachment (id, draft_id, uploaded_by, name, media_type, size, sha256, uploaded_at)"
                    + " values (gen_random_uuid(), gen_random_uuid(), ?, 'big.jpg', 'image/jpeg', 209715200, '', now())",
                julien.personId()));

    assertThatThrownBy(
            () ->
                inTransaction(
                    () ->
                        domain.attachments.receive(
                            julien, draft, "a.png", new ByteArrayInputStream(PNG))))
        .isInstanceOfSatisfying(
            RefusedFile.class, e -> assertThat(e.key()).isEqualTo("file.quota"));
  }
}
