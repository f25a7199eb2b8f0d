package org.guichet.portal.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.Service;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.request.FoundRequest;
import org.guichet.request.MarkedPart;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Position;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.request.RequestRow;
import org.guichet.request.RequestSearch;
import org.guichet.request.RequestSearch.Found;
import org.guichet.request.Requests;
import org.guichet.request.SavedViews;
import org.guichet.request.SavedViews.SavedView;

/**
 * My requests, those of the organization I manage, or what a search finds. What is shown is in the
 * address and nowhere else, so that it can be kept, sent on and gone back to.
 */
@Named
@RequestScoped
public class RequestsPage {
  private static final int PAGE = 25;

  @Inject HttpServletRequest request;
  @Inject Requests requests;
  @Inject RequestSearch search;
  @Inject SavedViews savedViews;
  @Inject Catalogue catalogue;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;
  @Inject Words words;

  private ListAddress address;
  private List<FoundRequest> rows = List.of();
  private Position next;
  private String meant;
  private String count = "";
  private List<SavedView> views;
  private List<Service> services;
  private int followed;

  public void load() {
    address = ListAddress.read(request::getParameter);
    if (!address.isSearch() || "followed".equals(address.whose())) {
      followed = requests.count(viewer.get(), RequestFilter.of(Scope.FOLLOWED, true));
    }
    RequestFilter filter =
        address.filter(reader.getZone()).from(ListPlace.parse(request.getParameter("after")));
    if (address.isSearch()) {
      Found found = search.find(viewer.get(), filter, address.text(), PAGE);
      rows = found.requests();
      next = found.next();
      meant = found.meant();
    } else {
      list(filter);
    }
  }

  private void list(RequestFilter filter) {
    List<RequestRow> found = requests.list(viewer.get(), filter, PAGE + 1);
    List<RequestRow> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
    rows = page.stream().map(RequestsPage::unmarked).toList();
    next = found.size() > PAGE ? filter.after(page.get(PAGE - 1)).after() : null;
    int many =
        next == null && filter.after() == null ? page.size() : requests.count(viewer.get(), filter);
    count =
        many >= Requests.MOST_COUNTED
            ? words.of("requests.count.more", Requests.MOST_COUNTED)
            : words.of("requests.count", many);
  }

  private static FoundRequest unmarked(RequestRow row) {
    return new FoundRequest(row, List.of(new MarkedPart(row.subject(), false)), List.of());
  }

  public ListAddress getAddress() {
    return address;
  }

  /** Whether the viewer may see others' requests as a customer. */
  public boolean isManager() {
    return !viewer.get().managedOrganizations().isEmpty();
  }

  /** Whose lists there are for the viewer. */
  public List<String> getWhose() {
    List<String> whose = new ArrayList<>(List.of("mine"));
    if (isManager() && !viewer.get().isStaff()) {
      whose.add("organization");
    }
    if (followed > 0 || "followed".equals(address.whose())) {
      whose.add("followed");
    }
    if (viewer.get().isStaff()) {
      whose.add("everything");
    }
    return whose;
  }

  /** How a list of others is called; of those followed also how many are open. */
  public String name(String whose) {
    return words.of("requests.whose." + whose, Math.min(followed, Requests.MOST_COUNTED));
  }

  /** Whether drafts are shown: on one's own list from its beginning. */
  public boolean isWithDrafts() {
    return "mine".equals(address.whose()) && !address.isSearch() && !isContinued();
  }

  /** Whether the rows must say who asked. */
  public boolean isOfOthers() {
    return !"mine".equals(address.whose());
  }

  public List<FoundRequest> getRows() {
    return rows;
  }

  /** How many there are, in words; empty for a search, which does not count. */
  public String getCount() {
    return count;
  }

  /** What was searched for instead of what was typed; null when that was found. */
  public String getMeant() {
    return meant;
  }

  /** The next page; empty when this is the last. */
  public String getOlder() {
    return next == null ? "" : "/requests?" + address.query() + "&after=" + ListPlace.of(next);
  }

  /** Whether this is not the first page. */
  public boolean isContinued() {
    return request.getParameter("after") != null;
  }

  public List<SavedView> getViews() {
    if (views == null) {
      views = savedViews.of(viewer.get(), SavedViews.Of.REQUESTS);
    }
    return views;
  }

  public List<Service> getServices() {
    if (services == null) {
      services = catalogue.all();
    }
    return services;
  }
}
