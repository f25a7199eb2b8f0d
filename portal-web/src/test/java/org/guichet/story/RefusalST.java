package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.guichet.demo.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the portal says no to, and how it says it. */
@ExtendWith(House.class)
class RefusalST {
  private static final long TOO_LARGE = 26L * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String EVERY_SCRIPT = "Écran \"fêlé\" <b>&amp;</b> 'très' 💻🔧 שלום العربية";

  @Test
  void anotherCustomersRequestAndFileAreNotThere(Story story) {
    Visitor camille = story.signedIn("camille");
    RequestForm form = RequestForm.open(camille).fill("Laptop", "Private matters.");
    form.attach(RequestForm.photograph("private.jpg", Color.RED));
    assertThat(form.files().getByText("Received")).hasCount(1);
    String number = form.submit();
    String file = camille.page().locator("#facts a[href*='file']").first().getAttribute("href");
    assertThat(camille.status(file)).isEqualTo(200);

    Visitor nadia = story.signedIn("nadia").expects("404");
    assertThat(nadia.open("/request?number=" + number).status()).isEqualTo(404);
    nadia.assertAccessible();
    assertThat(nadia.page().content()).doesNotContain("Private matters");
    assertThat(nadia.status(file)).isEqualTo(404);
    assertThat(
            story.count(
                "select count(*) from audit_entry e join person p on p.id = e.actor_id"
                    + " where p.username = 'nadia' and (e.object_id = ? or e.object_type = 'file')",
                number))
        .as("both attempts are in the audit trail")
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void aRoleThatMayNotIsToldSo(Story story) {
    Visitor camille = story.signedIn("camille").expects("403");
    for (String address : new String[] {"/queue", "/bulk", "/preview?number=x", "/deliveries"}) {
      assertThat(camille.open(address).status()).as(address).isEqualTo(403);
      camille.assertAccessible();
    }
    Visitor tom = story.signedIn("tom").expects("403");
    assertThat(tom.open("/deliveries").status()).isEqualTo(403);
  }

  @Test
  void anEmptyFieldGetsAMessageAndTheOtherKeepsItsText(Story story) {
    Visitor camille = story.signedIn("camille");
    RequestForm form = RequestForm.open(camille).fill("", EVERY_SCRIPT).send();
    assertThat(form.messageAt("device")).containsText("Please fill this in.");
    assertThat(form.description()).hasValue(EVERY_SCRIPT);
    camille.assertAccessible();
    form.device().fill(EVERY_SCRIPT);
    String number = form.submit();
    camille.sees(EVERY_SCRIPT);
    assertThat(Wait.until(PATIENCE, () -> story.systems().allHold(number))).isTrue();
    assertThat(story.systems().record("helpdesk", number).toString()).contains("שלום");
  }

  @Test
  void aTextThatIsTooLongGetsAMessageAndIsKept(Story story) {
    Visitor camille = story.signedIn("camille");
    String book = "All work and no play. ".repeat(4546).substring(0, 100_000);
    RequestForm form = RequestForm.open(camille).fill("Typewriter", book).send();
    assertThat(form.messageAt("description")).containsText("100,000");
    assertThat(form.device()).hasValue("Typewriter");
    assertThat(form.description()).hasValue(book);
  }

  @Test
  void filesThatAreTooLargeOrOfAForbiddenKindAreRefusedByName(Story story, @TempDir Path directory)
      throws IOException {
    Visitor camille = story.signedIn("camille");
    RequestForm form = RequestForm.open(camille).fill("Printer", "Smokes.");
    form.attach(
        new FilePayload(
            "run-me.exe",
            "application/octet-stream",
            "MZ\u0000\u0001".getBytes(StandardCharsets.ISO_8859_1)));
    camille.sees("run-me.exe is not a kind we can open");
    form.attach(tooLarge(directory.resolve("film.jpg")));
    camille.sees("film.jpg is larger than");
    assertThat(form.device()).hasValue("Printer");
    assertThat(form.description()).hasValue("Smokes.");
    form.submit();
  }

  /** Begins like a photograph, and does not end soon enough. */
  private static Path tooLarge(Path file) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.write(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0});
      content.setLength(TOO_LARGE);
    }
    return file;
  }
}
