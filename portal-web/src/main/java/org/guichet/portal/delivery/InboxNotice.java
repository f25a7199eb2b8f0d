package org.guichet.portal.delivery;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.guichet.inbox.InboxTroubles;
import org.guichet.inbox.InboxTroubles.Trouble;
import org.guichet.inbox.SetAside;
import org.guichet.inbox.UnknownWords;
import org.guichet.inbox.UnknownWords.UnknownWord;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.shared.LocalizedText;

/** What the systems say that needs a person: words nobody explained, mails nobody can place. */
@Named
@RequestScoped
public class InboxNotice {
  private static final int MOST = 10;

  @Inject UnknownWords unknownWords;
  @Inject InboxTroubles troubles;
  @Inject SetAside setAside;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;

  private List<UnknownWord> words;
  private List<Trouble> unreachable;
  private List<SetAside.Message> waiting;

  public List<UnknownWord> getWords() {
    if (words == null) {
      words = unknownWords.list(viewer.get(), MOST);
    }
    return words;
  }

  public List<Trouble> getUnreachable() {
    if (unreachable == null) {
      unreachable = troubles.unreachable(viewer.get(), MOST);
    }
    return unreachable;
  }

  public List<SetAside.Message> getSetAside() {
    if (waiting == null) {
      waiting = setAside.list(viewer.get(), MOST);
    }
    return waiting;
  }

  /** The name of a system, for its reader. */
  public String name(String names) {
    return LocalizedText.parse(names).in(reader.getLocale());
  }
}
