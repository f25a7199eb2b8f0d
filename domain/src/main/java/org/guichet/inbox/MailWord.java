package org.guichet.inbox;

import java.util.List;

/**
 * A mail that came in.
 *
 * @param id its Message-ID
 * @param from address of its sender, without a name
 * @param to its addressees, without names
 * @param text as plain text, what it quotes included
 * @param answers Message-IDs that it answers, the nearest first: In-Reply-To, then References
 * @param automatic whether a machine wrote it: an absence note, a bounce, a list, our own loop
 */
public record MailWord(
    String id,
    String from,
    List<String> to,
    String subject,
    String text,
    List<String> answers,
    boolean automatic,
    List<MailFile> files)
    implements Word {

  /** Mails stand for themselves; the inbox knows one that comes twice by its id. */
  @Override
  public String recordKey() {
    return null;
  }

  /** A file that came with it, small enough to lie in the inbox. */
  public record MailFile(String name, byte[] content) {}
}
