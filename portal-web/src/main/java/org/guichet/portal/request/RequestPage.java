package org.guichet.portal.request;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guichet.conversation.ActivityKind;
import org.guichet.notification.Notifications;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.notification.UnreadBell;
import org.guichet.request.CustomerSide;
import org.guichet.request.CustomerSides;
import org.guichet.request.RequestView;
import org.guichet.request.Requests;
import org.guichet.request.Ticket;

/** One request, as its viewer may see it: the customer's page, or the desk's for staff. */
@Named
@ViewScoped
public class RequestPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Requests requests;
  @Inject CustomerSides customerSides;
  @Inject CurrentViewer viewer;
  @Inject Notifications notifications;
  @Inject UnreadBell bell;
  @Inject HttpServletRequest request;

  private String number;
  private RequestView view;
  private CustomerSide customer;
  private Set<String> fresh = Set.of();

  /** Reads the request; what its reader was told of it is read with it. */
  public void load() {
    look();
    bell.setWaiting(notifications.read(viewer.get(), view.id()));
  }

  private void look() {
    view = requests.view(viewer.get(), number == null ? "" : number);
    customer = null;
  }

  /** Reads the request anew and notes which tickets of the strip have changed. */
  public void refresh() {
    Map<String, Ticket> before = byConnector(view);
    look();
    if (!"false".equals(request.getParameter("seen"))) { // live.js says so of a page in the back
      bell.setWaiting(notifications.read(viewer.get(), view.id()));
    }
    fresh =
        view.strip().stream()
            .filter(ticket -> hasChanged(before.get(ticket.connector()), ticket))
            .map(Ticket::connector)
            .collect(Collectors.toSet());
  }

  private static Map<String, Ticket> byConnector(RequestView view) {
    return view.strip().stream().collect(Collectors.toMap(Ticket::connector, Function.identity()));
  }

  private static boolean hasChanged(Ticket before, Ticket after) {
    return before == null
        || before.state() != after.state()
        || !before.since().equals(after.since());
  }

  /** The desk for who works on it, the portal for who asked for it. */
  public String getTemplate() {
    return view.atDesk() ? "staff" : "customer";
  }

  public boolean isMine(UUID person) {
    return viewer.get().personId().equals(person);
  }

  public String getNumber() {
    return number;
  }

  public void setNumber(String number) {
    this.number = number;
  }

  public RequestView getView() {
    return view;
  }

  /** The customer's side: what the owner may do, his rating, who follows. Read when it is shown. */
  public CustomerSide getCustomer() {
    if (customer == null) {
      customer = customerSides.of(viewer.get(), view.id());
    }
    return customer;
  }

  /** Whether the customer said what he thinks of the solution. */
  public boolean isRated() {
    return view.timeline().stream().anyMatch(entry -> entry.activityKind() == ActivityKind.RATED);
  }

  /** This moment, for what the page shows only until some other. */
  public Instant getNow() {
    return Instant.now();
  }

  /** Whether somebody has done something on the page, and not only opened it. */
  public boolean isPostback() {
    return FacesContext.getCurrentInstance().isPostback();
  }

  /** Keys of the systems whose tickets changed at the last refresh. */
  public Set<String> getFresh() {
    return fresh;
  }
}
