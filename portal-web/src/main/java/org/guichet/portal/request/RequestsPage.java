package org.guichet.portal.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.request.RequestRow;
import org.guichet.request.Requests;

/** My requests, or those of the organization I manage. What is shown is in the address. */
@Named
@RequestScoped
public class RequestsPage {
  private static final int PAGE = 25;

  @Inject Requests requests;
  @Inject CurrentViewer viewer;

  private String show = "open";
  private String whose = "mine";
  private String after;
  private List<RequestRow> rows = List.of();

  public void load() {
    rows = requests.list(viewer.get(), filter(), PAGE);
  }

  private RequestFilter filter() {
    return RequestFilter.of(isOrganization() ? Scope.ORGANIZATION : Scope.MINE, isOpenOnly())
        .from(ListPlace.parse(after));
  }

  public boolean isOpenOnly() {
    return !"all".equals(show);
  }

  public boolean isOrganization() {
    return "organization".equals(whose);
  }

  /** Whether the viewer may see others' requests too. */
  public boolean isManager() {
    return !viewer.get().managedOrganizations().isEmpty();
  }

  public String address(boolean openOnly, boolean organization) {
    return "/requests?show="
        + (openOnly ? "open" : "all")
        + (organization ? "&whose=organization" : "");
  }

  /** The next page; empty when this is the last. */
  public String getOlder() {
    return rows.size() < PAGE
        ? ""
        : address(isOpenOnly(), isOrganization())
            + "&after="
            + ListPlace.of(filter().after(rows.get(PAGE - 1)));
  }

  public List<RequestRow> getRows() {
    return rows;
  }

  public String getShow() {
    return show;
  }

  public void setShow(String show) {
    this.show = show;
  }

  public String getWhose() {
    return whose;
  }

  public void setWhose(String whose) {
    this.whose = whose;
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after;
  }
}
