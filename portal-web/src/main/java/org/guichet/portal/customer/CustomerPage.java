package org.guichet.portal.customer;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.guichet.customer.Customer;
import org.guichet.customer.CustomerHistory;
import org.guichet.customer.Customers;
import org.guichet.customer.Sight;
import org.guichet.customer.WhoSeesWhat;
import org.guichet.customer.Whose;
import org.guichet.invoice.InvoiceRow;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;

/** One person, as staff know him. */
@Named
@ViewScoped
public class CustomerPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_INVOICES = 20;

  @Inject Customers customers;
  @Inject CustomerHistory history;
  @Inject WhoSeesWhat whoSeesWhat;
  @Inject NoteBook noteBook;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;

  private String id;
  private String show;
  private String after;
  private Customer customer;
  private HistoryList requests;
  private List<InvoiceRow> invoices;
  private Sight sight;

  public void load() {
    UUID person = Keys.require("person", id);
    Whose whose = Whose.person(person);
    customer = customers.find(viewer.get(), person);
    requests =
        HistoryList.read(history, viewer.get(), whose, "/customer?id=" + person, show, after);
    invoices = history.invoices(viewer.get(), whose, MOST_INVOICES);
    sight = whoSeesWhat.of(viewer.get(), person);
    noteBook.open(whose);
  }

  /** The name of the language that he reads, in the reader's; empty when he has chosen none. */
  public String getLanguage() {
    return customer.language() == null
        ? ""
        : Locale.forLanguageTag(customer.language()).getDisplayLanguage(reader.getLocale());
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

  public Customer getCustomer() {
    return customer;
  }

  public HistoryList getRequests() {
    return requests;
  }

  public List<InvoiceRow> getInvoices() {
    return invoices;
  }

  /** What he sees of others' requests. */
  public Sight getSight() {
    return sight;
  }
}
