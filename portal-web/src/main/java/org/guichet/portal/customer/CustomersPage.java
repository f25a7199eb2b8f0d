package org.guichet.portal.customer;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.guichet.customer.CustomerFilter;
import org.guichet.customer.CustomerRow;
import org.guichet.customer.Customers;
import org.guichet.customer.OrganizationRow;
import org.guichet.customer.Organizations;
import org.guichet.portal.access.CurrentViewer;

/**
 * The directory. What is shown is in the address: q, show (people or organizations), organization,
 * after.
 */
@Named
@RequestScoped
public class CustomersPage {
  private static final int PAGE = 50;
  private static final int ALIKE = 10;
  private static final int LONGEST = 100;

  @Inject HttpServletRequest request;
  @Inject Customers customers;
  @Inject Organizations organizations;
  @Inject CurrentViewer viewer;

  private String text;
  private UUID after;
  private OrganizationRow organization;
  private List<CustomerRow> people = List.of();
  private List<OrganizationRow> groups = List.of();
  private boolean guessed;
  private boolean more;

  public void load() {
    String typed = parameter("q");
    text = typed.substring(0, Math.min(typed.length(), LONGEST));
    after = Keys.orNull(parameter("after"));
    if (isOfOrganizations()) {
      groups = page(organizations.page(viewer.get(), text, after, PAGE + 1));
      return;
    }
    UUID only = Keys.orNull(parameter("organization"));
    organization = only == null ? null : organizations.find(viewer.get(), only);
    people = page(customers.page(viewer.get(), new CustomerFilter(text, only, after), PAGE + 1));
    if (people.isEmpty() && !text.isEmpty() && only == null && after == null) {
      people = customers.alike(viewer.get(), text, ALIKE);
      guessed = !people.isEmpty();
    }
  }

  private <T> List<T> page(List<T> found) {
    more = found.size() > PAGE;
    return more ? found.subList(0, PAGE) : found;
  }

  private String parameter(String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value.replace("\0", "").strip();
  }

  /** Whether organizations are listed, not people. */
  public boolean isOfOrganizations() {
    return parameter("show").equals("organizations");
  }

  /** The same search among the others. */
  public String address(String show) {
    return "/customers?show=" + show + and("q", text);
  }

  /** The same list without the organization. */
  public String getWithoutOrganization() {
    return address("people");
  }

  /** This list from its beginning. */
  public String getFirst() {
    return address(isOfOrganizations() ? "organizations" : "people")
        + (organization == null ? "" : and("organization", organization.id().toString()));
  }

  /** The next page; empty when this is the last. */
  public String getOlder() {
    if (!more) {
      return "";
    }
    UUID last =
        isOfOrganizations()
            ? groups.get(groups.size() - 1).id()
            : people.get(people.size() - 1).id();
    return getFirst() + "&after=" + last;
  }

  private static String and(String name, String value) {
    return value.isEmpty()
        ? ""
        : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Whether this is not the first page. */
  public boolean isContinued() {
    return after != null;
  }

  /** Whether nobody is called so, and those are shown whose names are alike. */
  public boolean isGuessed() {
    return guessed;
  }

  public boolean isNarrowed() {
    return !text.isEmpty() || organization != null || after != null;
  }

  public String getText() {
    return text;
  }

  /** Whose people are listed; null for everybody. */
  public OrganizationRow getOrganization() {
    return organization;
  }

  public List<CustomerRow> getPeople() {
    return people;
  }

  public List<OrganizationRow> getGroups() {
    return groups;
  }
}
