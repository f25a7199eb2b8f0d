package org.guichet.portal.catalogue;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.CatalogueDesk;
import org.guichet.catalogue.CatalogueDesk.Row;
import org.guichet.catalogue.Categories;
import org.guichet.catalogue.Category;
import org.guichet.portal.access.CurrentViewer;

/** The catalogue as supervisors keep it; beside it the service or the category that is open. */
@Named
@ViewScoped
public class CataloguePage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String NEW = "new";

  @Inject Catalogue catalogue;
  @Inject CatalogueDesk desk;
  @Inject Categories categories;
  @Inject ServiceForm serviceForm;
  @Inject CategoryForm categoryForm;
  @Inject CurrentViewer viewer;

  private String service;
  private String category;
  private List<Category> all = List.of();
  private List<Row> services = List.of();

  public void load() {
    refresh();
    if (all.stream().noneMatch(one -> one.key().equals(category)) && !NEW.equals(category)) {
      category = null; // an address of before it was removed
    }
    if (isServiceOpen()) {
      serviceForm.load(service);
    } else if (isCategoryOpen()) {
      categoryForm.load(category);
    }
  }

  /** Reads both lists as they are now. */
  public void refresh() {
    services = desk.services(viewer.get());
    all = catalogue.categories();
  }

  public void up(Row row) {
    desk.move(viewer.get(), row.key(), true);
    refresh();
  }

  public void down(Row row) {
    desk.move(viewer.get(), row.key(), false);
    refresh();
  }

  public void categoryUp(Category row) {
    categories.move(viewer.get(), row.key(), true);
    refresh();
  }

  public void categoryDown(Category row) {
    categories.move(viewer.get(), row.key(), false);
    refresh();
  }

  /** The services of a category, in their order. */
  public List<Row> in(Category row) {
    return services.stream().filter(each -> each.category().equals(row.key())).toList();
  }

  public List<Category> getCategories() {
    return all;
  }

  public boolean isServiceOpen() {
    return service != null && !service.isEmpty();
  }

  public boolean isCategoryOpen() {
    return category != null && !category.isEmpty();
  }

  /** Key of the service that is open; {@code new} for one to be made. */
  public String getService() {
    return service;
  }

  public void setService(String service) {
    this.service = service;
  }

  /** Key of the category that is open; {@code new} for one to be made. */
  public String getCategory() {
    return category;
  }

  public void setCategory(String category) {
    this.category = category;
  }
}
