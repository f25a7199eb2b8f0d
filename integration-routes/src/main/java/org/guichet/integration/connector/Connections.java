package org.guichet.integration.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.Kamelets;
import org.guichet.shared.Settings;

/**
 * The connectors as this node can use them now. {@link #refresh} brings them up to date with the
 * database while deliveries go on: what changed is another version, of the connector or of its
 * Kamelet, and gets a new route before the old one ends.
 */
@ApplicationScoped
public class Connections {
  private Connectors connectors;
  private Kamelets kamelets;
  private KameletFolder folder;
  private CamelRuntime camel;
  private ConnectorRoutes routes;
  private volatile Map<Integer, Connection> open;
  private boolean catalogueKept;

  protected Connections() {}

  @Inject
  public Connections(
      Connectors connectors, Kamelets kamelets, CamelRuntime camel, Settings settings) {
    this(connectors, kamelets, camel);
    this.folder =
        settings
            .kameletsDirectory()
            .map(directory -> new KameletFolder(directory, settings.node(), kamelets))
            .orElse(null);
  }

  /** Connectors of the Kamelets in the database. */
  public Connections(Connectors connectors, Kamelets kamelets, CamelRuntime camel) {
    this.connectors = connectors;
    this.kamelets = kamelets;
    this.camel = camel;
    this.routes =
        new ConnectorRoutes(camel, name -> kamelets.find(name).map(file -> new Kamelet(file)));
  }

  /** Connectors of the Kamelets that come with the application, whatever the database holds. */
  public Connections(Connectors connectors, CamelRuntime camel) {
    this.connectors = connectors;
    this.camel = camel;
    this.routes = new ConnectorRoutes(camel);
  }

  /** Opens what is new, replaces what changed, closes what is gone. */
  public synchronized void refresh() {
    camel.start();
    Map<String, String> checksums = checksums();
    Map<Integer, Connection> before = open == null ? Map.of() : open;
    Map<Integer, Connection> now = new HashMap<>();
    List<Connection> obsolete = new ArrayList<>(before.values());
    for (Connector connector : connectors.all()) {
      Connection known = before.get(connector.id());
      if (known != null && isSame(known, connector, checksums)) {
        now.put(connector.id(), known.with(connector));
        obsolete.remove(known);
      } else {
        now.put(connector.id(), routes.open(connector));
      }
    }
    open = now;
    obsolete.forEach(connection -> routes.closeLater(connection.route()));
  }

  /** Looks whether somebody dropped a Kamelet in this node's folder. */
  void lookForKamelets() {
    if (folder != null) {
      folder.look();
    }
  }

  /** Offers the sinks of Camel's catalogue, too, once. */
  void keepCatalogue() {
    if (kamelets != null && !catalogueKept) {
      ShippedKamelets.keepCatalogueIn(kamelets, camel.catalogue());
      catalogueKept = true;
    }
  }

  private Map<String, String> checksums() {
    if (kamelets == null) {
      return Map.of();
    }
    if (open == null) {
      ShippedKamelets.keepIn(kamelets);
    }
    return kamelets.checksums();
  }

  private boolean isSame(Connection known, Connector connector, Map<String, String> checksums) {
    return kamelets == null
        ? known.connector().version() == connector.version()
        : known
            .route()
            .equals(ConnectorRoutes.route(connector, checksums.get(connector.kamelet())));
  }

  /** Tells the others on which node a connector rests, and until when; null: it does not. */
  public void tell(String node, int connector, Instant restsUntil, String reason) {
    connectors.rests(node, connector, restsUntil, reason);
  }

  /** Stops all of them. */
  public synchronized void close() {
    camel.stop();
    open = null;
  }

  /** Whether {@link #refresh} has succeeded once and Camel runs. */
  public boolean isReady() {
    return open != null && camel.isRunning();
  }

  public List<Connection> all() {
    return open == null ? List.of() : List.copyOf(open.values());
  }

  public Optional<Connection> find(int connectorId) {
    return Optional.ofNullable(open == null ? null : open.get(connectorId));
  }
}
