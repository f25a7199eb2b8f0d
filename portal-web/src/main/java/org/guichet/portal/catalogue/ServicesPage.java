package org.guichet.portal.catalogue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.Category;
import org.guichet.catalogue.Service;
import org.guichet.catalogue.ServiceSearch;

/** Everything that can be asked for, by category, or what a search finds of it. */
@Named
@RequestScoped
public class ServicesPage {
  @Inject Catalogue catalogue;

  private String query = "";
  private List<Group> groups = List.of();
  private int found;

  /** Services that belong together, in the company's order. */
  public record Group(Category category, List<Service> services) {}

  public void load() {
    List<Service> services = ServiceSearch.find(catalogue.all(), query);
    found = services.size();
    Map<Category, List<Service>> byCategory = new LinkedHashMap<>();
    for (Service service : services) {
      byCategory.computeIfAbsent(service.category(), name -> new ArrayList<>()).add(service);
    }
    groups =
        byCategory.entrySet().stream()
            .map(entry -> new Group(entry.getKey(), entry.getValue()))
            .toList();
  }

  public List<Group> getGroups() {
    return groups;
  }

  /** How many services were found. */
  public int getFound() {
    return found;
  }

  public boolean isSearched() {
    return !query.isBlank();
  }

  public String getQuery() {
    return query;
  }

  public void setQuery(String query) {
    this.query = query == null ? "" : query.length() > 100 ? query.substring(0, 100) : query;
  }
}
