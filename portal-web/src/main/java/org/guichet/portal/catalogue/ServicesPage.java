package org.guichet.portal.catalogue;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.RequestType;
import org.guichet.shared.LocalizedText;

/** Everything that can be asked for, by category. */
@Named
@RequestScoped
public class ServicesPage {
  @Inject Catalogue catalogue;
  private List<Category> categories;

  /** Services that belong together, in the company's order. */
  public record Category(LocalizedText name, List<RequestType> types) {}

  @PostConstruct
  void load() {
    Map<LocalizedText, List<RequestType>> byName = new LinkedHashMap<>();
    for (RequestType type : catalogue.all()) {
      byName.computeIfAbsent(type.category(), name -> new ArrayList<>()).add(type);
    }
    categories =
        byName.entrySet().stream()
            .map(entry -> new Category(entry.getKey(), entry.getValue()))
            .toList();
  }

  public List<Category> getCategories() {
    return categories;
  }
}
