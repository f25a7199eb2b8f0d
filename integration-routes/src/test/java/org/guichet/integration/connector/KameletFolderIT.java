package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.guichet.access.Role;
import org.guichet.audit.AuditTrail;
import org.guichet.delivery.Kamelets;
import org.guichet.shared.Announcer;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder and the uploads, which both bring the same Kamelet. */
class KameletFolderIT {
  @TempDir Path folder;
  @TempDir Path otherFolder;
  private TestDomain domain;
  private Kamelets inTransaction;
  private Kamelets kamelets;
  private KameletFolder node;
  private int writes;

  @BeforeEach
  void start() throws Exception {
    domain = TestDomain.start();
    kamelets = new Kamelets(domain.jdbi, new AuditTrail(domain.jdbi), new Announcer(domain.jdbi));
    inTransaction =
        new Kamelets(domain.jdbi, new AuditTrail(domain.jdbi), new Announcer(domain.jdbi)) {
          @Override
          public boolean takeFromFolder(String yaml, String node, boolean isStart) {
            return domain.inTransaction(() -> super.takeFromFolder(yaml, node, isStart));
          }
        };
    nodeStarts();
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private void nodeStarts() {
    node = new KameletFolder(folder, "node-a", inTransaction);
  }

  private KameletFolder otherNodeStarts() {
    return new KameletFolder(otherFolder, "node-b", inTransaction);
  }

  private static String yaml(String title) {
    return Kamelet.find("company-invoicing-action")
        .orElseThrow()
        .yaml()
        .replace("name: company-invoicing-action", "name: field-action")
        .replaceFirst("title: .*", "title: " + title);
  }

  private void write(String title) throws IOException {
    write(folder, title);
  }

  private void write(Path folder, String title) throws IOException {
    Path file = Files.writeString(folder.resolve("field-action.kamelet.yaml"), yaml(title));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(++writes)));
  }

  private void upload(String title) {
    Callable<?> upload =
        () -> kamelets.upload(domain.viewer("sofia", Role.INTEGRATION_ADMIN), yaml(title));
    domain.inTransaction(upload);
  }

  private Object title() {
    return kamelets.find("field-action").orElseThrow().definition().get("title");
  }

  @Test
  void aStartBringsNothingBackThatAnUploadHasReplaced() throws Exception {
    write("From the folder");
    node.look();
    assertThat(title()).isEqualTo("From the folder");
    upload("Uploaded");

    nodeStarts();
    node.look();
    assertThat(title()).isEqualTo("Uploaded");
  }

  @Test
  void twoNodesWithDifferentFoldersDoNotFightAtTheirStarts() throws Exception {
    write(folder, "Of the first");
    node.look();
    write(otherFolder, "Of the second");
    KameletFolder other = otherNodeStarts();
    other.look();
    assertThat(title()).as("written last").isEqualTo("Of the second");

    nodeStarts();
    node.look();
    otherNodeStarts().look();
    nodeStarts();
    node.look();
    assertThat(title()).isEqualTo("Of the second");
    List<String> audit =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select actor || ' ' || coalesce(details ->> 'replaces', '-') from audit_entry"
                            + " where action = 'kamelet.imported' order by happened_at")
                    .mapTo(String.class)
                    .list());
    assertThat(audit).containsExactly("node node-a -", "node node-b node-a");
  }

  @Test
  void whatSomebodyWritesThereIsTakenWhetherTheNodeRunsOrNot() throws Exception {
    write("First");
    node.look();
    upload("Uploaded");
    write("First");
    node.look();
    assertThat(title()).as("written once more while it runs").isEqualTo("First");

    upload("Uploaded");
    write("Second");
    nodeStarts();
    node.look();
    assertThat(title()).as("written while it was down").isEqualTo("Second");
  }
}
