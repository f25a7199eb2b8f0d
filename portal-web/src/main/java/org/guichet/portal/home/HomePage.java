package org.guichet.portal.home;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guichet.bulletin.Bulletin;
import org.guichet.bulletin.Bulletins;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.Service;
import org.guichet.invoice.InvoiceToPay;
import org.guichet.invoice.Invoices;
import org.guichet.knowledge.ArticleLink;
import org.guichet.knowledge.Articles;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.request.RequestRow;
import org.guichet.request.RequestStatus;
import org.guichet.request.Requests;
import org.guichet.request.Strip;
import org.guichet.request.Ticket;

/** Home: what waits for the viewer, his open requests and those he follows, news, services. */
@Named
@RequestScoped
public class HomePage {
  private static final int MOST = 5;
  private static final int SERVICES = 4;
  private static final int BULLETINS = 3;
  private static final int ARTICLES = 3;

  @Inject Requests requests;
  @Inject Strip strip;
  @Inject Invoices invoices;
  @Inject Catalogue catalogue;
  @Inject Bulletins bulletins;
  @Inject Articles articles;
  @Inject Reader reader;
  @Inject CurrentViewer viewer;

  private List<InvoiceToPay> toPay;
  private List<Card> open;
  private List<Card> followed;
  private List<Bulletin> announced;
  private List<Service> services;
  private List<ArticleLink> helpful;

  /** An open request with its strip. */
  public record Card(RequestRow row, List<Ticket> strip) {
    public boolean isWaiting() {
      return row.requestStatus() == RequestStatus.WAITING_FOR_CUSTOMER;
    }
  }

  @PostConstruct
  void load() {
    List<RequestRow> own = rows(Scope.MINE);
    List<RequestRow> others = rows(Scope.FOLLOWED);
    List<UUID> all = Stream.concat(own.stream(), others.stream()).map(RequestRow::id).toList();
    Map<UUID, List<Ticket>> strips = strip.of(all, false);
    open = cards(own, strips);
    followed = cards(others, strips);
    announced = bulletins.at(Instant.now(), BULLETINS);
    toPay = invoices.toPay(viewer.get(), MOST);
    services = catalogue.mostUsed(viewer.get(), SERVICES);
    helpful = articles.best(reader.getLanguage(), ARTICLES);
  }

  private List<RequestRow> rows(Scope scope) {
    return requests.list(viewer.get(), RequestFilter.of(scope, true), MOST);
  }

  private static List<Card> cards(List<RequestRow> rows, Map<UUID, List<Ticket>> strips) {
    return rows.stream()
        .map(row -> new Card(row, strips.getOrDefault(row.id(), List.of())))
        .toList();
  }

  /** Reads everything anew, which a bean of one page view does by being asked. */
  public void refresh() {
    // loaded already
  }

  /** What the page's socket watches: every request shown; empty when there is none. */
  public String getWatch() {
    return Stream.concat(open.stream(), followed.stream())
        .map(card -> "request=" + card.row().number())
        .collect(Collectors.joining("&"));
  }

  /** Requests of colleagues that the viewer follows. */
  public List<Card> getFollowed() {
    return followed;
  }

  public List<Bulletin> getAnnounced() {
    return announced;
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

  /** What helped most people. */
  public List<ArticleLink> getArticles() {
    return helpful;
  }

  public List<Service> getServices() {
    return services;
  }
}
