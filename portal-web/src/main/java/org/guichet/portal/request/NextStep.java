package org.guichet.portal.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Optional;
import org.guichet.invoice.Invoice;
import org.guichet.invoice.InvoiceState;
import org.guichet.portal.shared.Words;
import org.guichet.portal.stage.StageProgress;
import org.guichet.portal.stage.StageWords;
import org.guichet.request.CustomerSide;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;

/**
 * Who acts next on a request, for the customer who reads one line: an answer first, then an
 * invoice, then the work.
 */
@Named
@RequestScoped
public class NextStep {
  @Inject Words words;
  @Inject Statuses statuses;
  @Inject StageProgress stages;
  @Inject StageWords stageWords;

  public String title(RequestView view) {
    if (stages.getOpen() != null) {
      return stageWords.waiting(stages.getOpen());
    }
    if (isDeclined(view)) {
      return words.of("next.DECLINED");
    }
    return toPay(view)
        .map(invoice -> words.of("next.PAY", invoice.number()))
        .orElseGet(() -> statuses.next(view.status()));
  }

  /** The line below: what is to pay, what the customer may still do, or who has the work. */
  public String detail(RequestView view, CustomerSide customer) {
    if (stages.getOpen() != null) {
      return words.of("stages.waiting." + stages.getOpen().kind() + ".customer");
    }
    if (isDeclined(view)) {
      return stages.refusal().map(stageWords::sentence).orElse("");
    }
    return toPay(view).map(this::terms).orElseGet(() -> expected(view, customer));
  }

  private String expected(RequestView view, CustomerSide customer) {
    return switch (view.status()) {
      case SOLVED, CLOSED ->
          customer.isReopenable(Instant.now())
              ? words.of("next." + view.status() + ".own", words.day(customer.reopenUntil()))
              : words.of("next." + view.status() + ".more");
      case CANCELLED -> words.of("next.CANCELLED.more");
      case SUBMITTED, IN_PROGRESS, WAITING_FOR_CUSTOMER ->
          view.assignee() == null
              ? words.of("next.nobody", view.team())
              : words.of("next.somebody", view.assignee());
    };
  }

  private String terms(Invoice invoice) {
    String amount = words.money(invoice.amount(), invoice.currency());
    return invoice.dueOn() == null
        ? amount
        : words.of("next.PAY.more", amount, words.date(invoice.dueOn()));
  }

  private boolean isDeclined(RequestView view) {
    return view.status() == RequestStatus.CANCELLED && stages.refusal().isPresent();
  }

  public String icon(RequestView view) {
    if (stages.getOpen() != null) {
      return stageWords.icon(stages.getOpen());
    }
    return toPay(view).isPresent() ? "card" : statuses.icon(view.status());
  }

  private static Optional<Invoice> toPay(RequestView view) {
    return view.status() == RequestStatus.WAITING_FOR_CUSTOMER
        ? Optional.empty()
        : view.invoices().stream()
            .filter(invoice -> invoice.invoiceState() == InvoiceState.ISSUED)
            .findFirst();
  }
}
