package org.guichet.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachment;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.Form;
import org.guichet.portal.catalogue.NewRequestPage.Problem;
import org.guichet.portal.customer.WhoAsks;
import org.guichet.portal.shared.FixedReader;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.SomebodyLooks;
import org.guichet.portal.shared.Words;
import org.guichet.request.Submission;
import org.guichet.request.SubmitRequest;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The form of a service on the real domain: nothing typed is lost, nothing is sent twice. */
class NewRequestPageIT {
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13
  };
  private static final Reader ENGLISH = new FixedReader("en", ZoneOffset.UTC);
  private static final Words WORDS = new Words(ENGLISH);
  private static TestDomain domain;
  private static Viewer camille;

  @BeforeAll
  static void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  @Test
  void whatIsMissingIsSaidAtItsFieldAndTheRestStays() {
    NewRequestPage page = page(camille, null);
    page.getValues().put("description", "It fell.");

    assertThat(page.send()).isNull();

    assertThat(page.getProblems()).extracting(Problem::input).containsExactly("device");
    assertThat(message(page)).isEqualTo("Please fill this in.");
    assertThat(page.getValues()).containsEntry("description", "It fell.");
  }

  @Test
  void aHundredThousandCharactersAreTooManyAndStay() {
    NewRequestPage page = page(camille, null);
    page.getValues().put("device", "Laptop");
    page.getValues().put("description", "x".repeat(100_000));

    assertThat(page.send()).isNull();

    assertThat(message(page))
        .isEqualTo("Please shorten this to 10,000 characters. It has 100,000.");
    assertThat(page.getValues().get("description")).hasSize(100_000);
  }

  @Test
  void twoClicksAreOneRequest() {
    NewRequestPage page = page(camille, null);
    page.getValues().put("device", "Laptop “é” 😀");
    page.getValues().put("description", "It fell.");

    String first = page.send();
    assertThat(first).startsWith("/request.xhtml?faces-redirect=true&number=R-");
    assertThat(page.send()).isEqualTo(first);
  }

  @Test
  void aRefusedFileSaysWhyAndTheOthersStay() throws Exception {
    NewRequestPage page = page(camille, null);
    receive(page, "corner.png", PNG);
    receive(page, "fall.mov", "\0\0\0\u0018ftypqt  ".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(page.draftFiles.getFiles())
        .extracting(Attachment::name)
        .containsExactly("corner.png");
    assertThat(page.draftFiles.getRefused())
        .containsExactly(
            "fall.mov is not a kind we can open. Please send a photograph, a PDF or a text.");

    page.draftFiles.dismiss(page.draftFiles.getRefused().get(0));
    domain.inTransaction(
        () -> {
          page.draftFiles.remove(page.draftFiles.getFiles().get(0));
          return null;
        });
    assertThat(page.draftFiles.getRefused()).isEmpty();
    assertThat(page.draftFiles.getFiles()).isEmpty();
  }

  @Test
  void aReloadComesBackToTheSameFilesButNotToAnothersOnes() throws Exception {
    NewRequestPage page = page(camille, null);
    receive(page, "corner.png", PNG);

    assertThat(page(camille, page.getDraft()).draftFiles.getFiles()).hasSize(1);
    assertThat(page(domain.viewer("nadia", Role.CUSTOMER), page.getDraft()).draftFiles.getFiles())
        .isEmpty();
  }

  private static String message(NewRequestPage page) {
    Problem problem = page.getProblems().get(0);
    return new AnswerWords(WORDS, ENGLISH).problem(problem.field(), problem.violation());
  }

  @Test
  void aDraftComesBackAndTheNextEmptyFormPointsToIt() {
    NewRequestPage page = page(camille, null);
    page.getValues().put("device", "Half a sentence");
    domain.inTransaction(page::saveAndClose);

    assertThat(page(camille, page.getDraft()).getValues())
        .containsEntry("device", "Half a sentence");
    assertThat(page(camille, null).getEarlier().title()).isEqualTo("Half a sentence");
    assertThat(page(domain.viewer("nadia", Role.CUSTOMER), page.getDraft()).getValues()).isEmpty();
  }

  private static String send(NewRequestPage page, String device) {
    page.getValues().put("device", device);
    page.getValues().put("description", "Broken");
    return page.send();
  }

  @Test
  void backToASentFormBeginsAnotherRequest() {
    NewRequestPage page = page(camille, null);
    send(page, "Laptop");

    NewRequestPage again = page(camille, page.getDraft());

    assertThat(again.getDraft()).isNotEqualTo(page.getDraft());
  }

  @Test
  void theSamePageSendsAgainWhatIsTheSameAndAnewWhatIsNot() {
    NewRequestPage page = page(camille, null);
    String first = send(page, "Laptop");

    assertThat(send(page, "Laptop")).isEqualTo(first);
    assertThat(send(page, "Printer")).isNotEqualTo(first);
  }

  @Test
  void aServiceOrADraftThatIsNoneIsNotFound() {
    NewRequestPage page = new NewRequestPage();
    page.catalogue = new Catalogue(domain.jdbi);
    page.setKey("moon-landing");
    assertThatThrownBy(page::load).isInstanceOf(NotVisible.class);

    assertThatThrownBy(() -> page(camille, "1; drop table")).isInstanceOf(NotVisible.class);
  }

  private static void receive(NewRequestPage page, String name, byte[] content) {
    domain.inTransaction(
        () -> {
          page.draftFiles.receive(name, new ByteArrayInputStream(content));
          return null;
        });
  }

  private static NewRequestPage page(Viewer viewer, String draft) {
    NewRequestPage page = new NewRequestPage();
    page.catalogue = new Catalogue(domain.jdbi);
    page.drafts = domain.drafts;
    page.viewer = new SomebodyLooks(viewer);
    page.reader = ENGLISH;
    page.whoAsks =
        new WhoAsks() {
          @Override
          public Viewer of(String customer, String service) {
            return viewer;
          }
        };
    page.draftFiles = new DraftFiles();
    page.draftFiles.attachments = domain.attachments;
    page.draftFiles.viewer = page.viewer;
    page.draftFiles.words = WORDS;
    page.typed =
        new TypedAnswers() {
          @Override
          public Map<String, String> of(Form form, Map<String, String> before, Viewer asker) {
            return before;
          }
        };
    page.sentForm =
        new SentForm() {
          @Override
          public void remember(String address) {
            assertThat(address).contains(UUID.fromString(page.getDraft()).toString());
          }
        };
    page.submitRequest = new InTransaction();
    page.setKey("device-repair");
    page.setDraft(draft);
    page.load();
    return page;
  }

  /** What the container does around the use case. */
  private static final class InTransaction extends SubmitRequest {
    @Override
    public String submit(Viewer viewer, Submission submission) {
      return domain.inTransaction(() -> domain.submitRequest.submit(viewer, submission));
    }

    @Override
    public boolean isSent(Viewer viewer, UUID draft) {
      return domain.submitRequest.isSent(viewer, draft);
    }
  }
}
