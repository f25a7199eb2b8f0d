package org.guichet.portal.customer;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.guichet.customer.CustomerFilter;
import org.guichet.customer.CustomerRow;
import org.guichet.customer.Customers;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Options;
import org.guichet.portal.shared.Words;

/** People whose names fit what is being typed (lookup.js). */
@WebServlet("/find/customers")
public class CustomerServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 10;
  private static final int FEWEST_LETTERS = 2;

  @Inject private transient Customers customers;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient Words words;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String typed = String.valueOf(request.getParameter("q")).strip();
    Options options = new Options();
    List<CustomerRow> found =
        typed.length() < FEWEST_LETTERS
            ? List.of()
            : customers.page(viewer.get(), new CustomerFilter(typed, null, null), MOST + 1);
    found.stream().limit(MOST).forEach(row -> options.add(row.id().toString(), label(row)));
    String says = found.isEmpty() ? "behalf.nobody" : found.size() > MOST ? "behalf.more" : "";
    options.write(response, says.isEmpty() ? "" : words.of(says));
  }

  /** Julien Petit, Cabinet Moreau, julien@cabinet-moreau.example */
  private static String label(CustomerRow row) {
    return row.name()
        + (row.organizations().isEmpty() ? "" : ", " + row.organizationNames())
        + (row.email().isEmpty() ? "" : ", " + row.email());
  }
}
