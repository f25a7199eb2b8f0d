package org.guichet.portal.delivery;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.guichet.delivery.AttemptRow;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.Deliveries;
import org.guichet.delivery.DeliveryDesk;
import org.guichet.delivery.DeliveryFilter;
import org.guichet.delivery.DeliveryRefusal;
import org.guichet.delivery.DeliveryRow;
import org.guichet.delivery.DeliveryState;
import org.guichet.delivery.DeliveryVerb;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;

/** Deliveries, newest first. Filter, page and the one looked at are in the address. */
@Named
@ViewScoped
public class DeliveriesPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PAGE = 50;

  @Inject Deliveries deliveries;
  @Inject DeliveryDesk desk;
  @Inject Connectors connectors;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String state;
  private String connector;
  private Long before;
  private Long selected;
  private List<DeliveryRow> rows = List.of();
  private List<Connector> systems = List.of();
  private List<AttemptRow> attempts = List.of();
  private String notice = "";

  public void load() {
    systems = connectors.all();
    refresh();
  }

  /** Reads the same rows anew. */
  public void refresh() {
    rows = deliveries.list(viewer.get(), getFilter(), before, PAGE);
    attempts = selected == null ? List.of() : deliveries.attempts(viewer.get(), selected);
  }

  /** Tries that delivery again now; it may have been settled since the page was drawn. */
  public void retry(long id) {
    try {
      desk.act(viewer.get(), DeliveryVerb.RETRY, id, words.of("deliveries.retry.reason"));
      notice = "deliveries.retried";
    } catch (DeliveryRefusal settledMeanwhile) {
      notice = "deliveries.tooLate";
    }
    refresh();
  }

  /** What the list is restricted to. */
  public DeliveryFilter getFilter() {
    return DeliveryFilter.of(chosenState().orElse(null), blankToNull(connector));
  }

  /** The delivery whose attempts are shown; null when it is not on this page. */
  public DeliveryRow getSelectedRow() {
    return rows.stream()
        .filter(row -> Long.valueOf(row.id()).equals(selected))
        .findFirst()
        .orElse(null);
  }

  /** The address of this list with other filters; its first page. */
  public String address(String otherState, String otherConnector) {
    return "/deliveries?state=" + otherState + "&connector=" + otherConnector;
  }

  public String addressOf(DeliveryRow row) {
    return address(orEmpty(state), orEmpty(connector))
        + (before == null ? "" : "&before=" + before)
        + "&delivery="
        + row.id();
  }

  /** The next page; empty when this is the last. */
  public String getOlder() {
    return rows.size() < PAGE
        ? ""
        : address(orEmpty(state), orEmpty(connector)) + "&before=" + rows.get(rows.size() - 1).id();
  }

  public String nameOf(DeliveryState one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  public DeliveryState[] getStates() {
    return DeliveryState.values();
  }

  private Optional<DeliveryState> chosenState() {
    return Arrays.stream(DeliveryState.values())
        .filter(one -> nameOf(one).equals(state))
        .findFirst();
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  public String getState() {
    return orEmpty(state);
  }

  public void setState(String state) {
    // Kept only if it is one of ours: it is written into the links of the page.
    this.state =
        Arrays.stream(DeliveryState.values()).map(this::nameOf).anyMatch(name -> name.equals(state))
            ? state
            : null;
  }

  public String getConnector() {
    return orEmpty(connector);
  }

  public void setConnector(String connector) {
    this.connector = connector != null && connector.matches("[a-z0-9-]+") ? connector : null;
  }

  public Long getBefore() {
    return before;
  }

  public void setBefore(Long before) {
    this.before = before;
  }

  public Long getSelected() {
    return selected;
  }

  public void setSelected(Long selected) {
    this.selected = selected;
  }

  public List<DeliveryRow> getRows() {
    return rows;
  }

  public List<Connector> getSystems() {
    return systems;
  }

  public List<AttemptRow> getAttempts() {
    return attempts;
  }

  /** Key of the text that says what the last Retry did; empty before the first. */
  public String getNotice() {
    return notice;
  }
}
