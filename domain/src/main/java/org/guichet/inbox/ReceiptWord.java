package org.guichet.inbox;

/**
 * The status that a system answered to a delivery. It has no time: it counts as long as nothing
 * else was heard of the record.
 */
public record ReceiptWord(String externalId, String status) implements Word {

  @Override
  public String recordKey() {
    return externalId;
  }
}
