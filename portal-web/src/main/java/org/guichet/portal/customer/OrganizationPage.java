package org.guichet.portal.customer;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.guichet.customer.CustomerFilter;
import org.guichet.customer.CustomerHistory;
import org.guichet.customer.CustomerRow;
import org.guichet.customer.Customers;
import org.guichet.customer.OrganizationRow;
import org.guichet.customer.Organizations;
import org.guichet.customer.Whose;
import org.guichet.portal.access.CurrentViewer;

/** One organization, as staff know it. */
@Named
@ViewScoped
public class OrganizationPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_MEMBERS = 20;

  @Inject Organizations organizations;
  @Inject Customers customers;
  @Inject CustomerHistory history;
  @Inject NoteBook noteBook;
  @Inject CurrentViewer viewer;

  private String id;
  private String show;
  private String after;
  private OrganizationRow organization;
  private List<CustomerRow> members;
  private HistoryList requests;

  public void load() {
    UUID key = Keys.require("organization", id);
    Whose whose = Whose.organization(key);
    organization = organizations.find(viewer.get(), key);
    members = customers.page(viewer.get(), new CustomerFilter("", key, null), MOST_MEMBERS);
    requests =
        HistoryList.read(history, viewer.get(), whose, "/organization?id=" + key, show, after);
    noteBook.open(whose);
  }

  /** Whether it has more people than the page lists. */
  public boolean isMore() {
    return organization.members() > members.size();
  }

  public boolean isManager(CustomerRow member) {
    return organization.managers().contains(member.name()) && member.manager();
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public String getShow() {
    return show;
  }

  public void setShow(String show) {
    this.show = show;
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after;
  }

  public OrganizationRow getOrganization() {
    return organization;
  }

  /** The first of its people, by name. */
  public List<CustomerRow> getMembers() {
    return members;
  }

  public HistoryList getRequests() {
    return requests;
  }
}
