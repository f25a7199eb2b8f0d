package org.guichet.portal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.customer.CustomerNote;
import org.guichet.customer.Whose;
import org.guichet.portal.shared.FixedReader;
import org.guichet.portal.shared.SomebodyLooks;
import org.guichet.portal.shared.Words;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.Test;

class NoteBookIT {
  @Test
  void ofVeryManyNotesTheNewestAreShownAndItSaysSo() throws Exception {
    try (TestDomain domain = TestDomain.start()) {
      Viewer tom = domain.viewer("tom", Role.AGENT);
      NoteBook book = new NoteBook();
      book.customerNotes = domain.customerNotes;
      book.viewer = new SomebodyLooks(tom);
      book.words = new Words(new FixedReader("en", ZoneOffset.UTC));
      book.open(Whose.person(domain.viewer("camille", Role.CUSTOMER).personId()));
      for (int i = 1; i <= 50; i++) {
        add(domain, book, "Note " + i);
      }
      assertThat(book.getNotes()).hasSize(50);
      assertThat(book.getMore()).isEmpty();

      add(domain, book, "Note 51");
      assertThat(book.getNotes()).hasSize(50).extracting(CustomerNote::body).contains("Note 51");
      assertThat(book.getMore()).isEqualTo("The newest 50 notes are shown.");
    }
  }

  private static void add(TestDomain domain, NoteBook book, String note) {
    book.setNote(note);
    domain.inTransaction(
        () -> {
          book.add();
          return null;
        });
  }
}
