package org.guichet.portal.home;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.RequestType;
import org.guichet.invoice.InvoiceToPay;
import org.guichet.invoice.Invoices;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.request.RequestRow;
import org.guichet.request.RequestStatus;
import org.guichet.request.Requests;
import org.guichet.request.Strip;
import org.guichet.request.Ticket;

/** Home: the viewer's own open requests and the services. */
@Named
@RequestScoped
public class HomePage {
  private static final int MOST = 5;
  private static final int SERVICES = 4;

  @Inject Requests requests;
  @Inject Strip strip;
  @Inject Invoices invoices;
  @Inject Catalogue catalogue;
  @Inject CurrentViewer viewer;

  private List<InvoiceToPay> toPay;
  private List<Card> open;
  private List<RequestType> services;

  /** An open request with its strip. */
  public record Card(RequestRow row, List<Ticket> strip) {
    public boolean isWaiting() {
      return row.requestStatus() == RequestStatus.WAITING_FOR_CUSTOMER;
    }
  }

  @PostConstruct
  void load() {
    open =
        requests.list(viewer.get(), RequestFilter.of(Scope.MINE, true), MOST).stream()
            .map(row -> new Card(row, strip.of(row.id(), false)))
            .toList();
    toPay = invoices.toPay(viewer.get(), MOST);
    services = catalogue.all().stream().limit(SERVICES).toList();
  }

  public List<InvoiceToPay> getToPay() {
    return toPay;
  }

  /** Requests on which the company waits for the viewer. */
  public List<Card> getWaiting() {
    return open.stream().filter(Card::isWaiting).toList();
  }

  public List<Card> getOpen() {
    return open;
  }

  public List<RequestType> getServices() {
    return services;
  }
}
