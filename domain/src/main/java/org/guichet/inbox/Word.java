package org.guichet.inbox;

/**
 * A message of a company system in our words: as its connector's translation makes it, or a
 * receipt.
 */
public sealed interface Word permits SystemWord, ReceiptWord, MachineReport, MailWord {

  /**
   * The record it is about: words about one record are applied in the order in which they came.
   * Null when each stands for itself.
   */
  String recordKey();
}
