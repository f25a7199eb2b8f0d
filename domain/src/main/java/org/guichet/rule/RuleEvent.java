package org.guichet.rule;

import java.util.Arrays;

/** On what a rule acts, under the name that flows use for it. */
public enum RuleEvent {
  SUBMITTED("request.submitted"),
  STATUS_CHANGED("request.status_changed"),
  ASSIGNED("request.assigned"),
  PRIORITY_CHANGED("request.priority_changed"),
  MESSAGE_ADDED("message.added"),
  FILE_ADDED("file.added"),
  DEADLINE_NEAR("deadline.near"),
  DEADLINE_MISSED("deadline.missed"),
  STAGE_OPENED("stage.opened"),
  STAGE_DONE("stage.done"),
  STAGE_REFUSED("stage.refused"),
  PAYMENT_RECEIVED("payment.received");

  private final String type;

  RuleEvent(String type) {
    this.type = type;
  }

  public String type() {
    return type;
  }

  static RuleEvent of(String type) {
    return Arrays.stream(values()).filter(one -> one.type.equals(type)).findFirst().orElseThrow();
  }
}
