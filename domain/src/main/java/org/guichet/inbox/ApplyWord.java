package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.guichet.delivery.Connector;

/** Gives each word of a system to the use case that it is for. */
@ApplicationScoped
public class ApplyWord {
  private ApplyStatus applyStatus;
  private OpenByMachine openByMachine;
  private ReplyByMail replyByMail;

  protected ApplyWord() {}

  @Inject
  public ApplyWord(ApplyStatus applyStatus, OpenByMachine openByMachine, ReplyByMail replyByMail) {
    this.applyStatus = applyStatus;
    this.openByMachine = openByMachine;
    this.replyByMail = replyByMail;
  }

  public Applied apply(Connector connector, Word word) {
    if (word instanceof MachineReport report) {
      return openByMachine.apply(connector, report);
    }
    if (word instanceof MailWord mail) {
      return replyByMail.apply(connector, mail);
    }
    if (word instanceof ReceiptWord receipt) {
      return applyStatus.apply(connector, receipt);
    }
    return applyStatus.apply(connector, (SystemWord) word);
  }
}
