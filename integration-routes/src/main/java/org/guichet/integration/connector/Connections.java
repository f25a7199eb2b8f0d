package org.guichet.integration.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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
  /** After that time a connector that could not be made is tried again. */
  private static final Duration TRIED_AGAIN = Duration.ofSeconds(30);

  private final RetiredRoutes retired = new RetiredRoutes();
  private Connectors connectors;
  private Kamelets kamelets;
  private KameletFolder folder;
  private CamelRuntime camel;
  private ConnectorRoutes routes;
  private volatile Map<Integer, Connection> open;

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

  /**
   * Opens what is new, replaces what changed, closes what is gone, tries again what did not work.
   * Each is there as soon as it is made: what another one needs for its beginning holds up none.
   */
  public void refresh() {
    refresh(Instant.now());
  }

  synchronized void refresh(Instant moment) {
    camel.start();
    Map<String, String> checksums = checksums();
    Map<Integer, Connection> now = open == null ? new ConcurrentHashMap<>() : open;
    List<Connector> all = connectors.all();
    List<Connector> changed = new ArrayList<>();
    for (Connector connector : all) {
      Connection known = now.get(connector.id());
      if (known != null && isSame(known, connector, checksums)) {
        now.put(connector.id(), known.with(connector));
      } else {
        changed.add(connector);
      }
    }
    close(now, all);
    changed.forEach(connector -> retire(now.put(connector.id(), routes.open(connector))));
    open = now;
    now.values().stream()
        .filter(known -> known.isBrokenSince(moment.minus(TRIED_AGAIN)))
        .forEach(this::tryAgain);
    retired.close(routes, moment);
  }

  private void close(Map<Integer, Connection> now, List<Connector> all) {
    Set<Integer> ids = all.stream().map(Connector::id).collect(Collectors.toSet());
    for (Integer id : List.copyOf(now.keySet())) {
      if (!ids.contains(id)) {
        retire(now.remove(id));
      }
    }
  }

  private void retire(Connection connection) {
    if (connection != null) {
      retired.add(connection);
    }
  }

  /** What was in its way may have gone by itself: a broker that was away, an unreadable secret. */
  private void tryAgain(Connection broken) {
    Connection again = routes.open(broken.connector());
    boolean works = again.problem() == null;
    open.put(broken.connector().id(), works ? again : broken.failedAgain(again));
  }

  /** Looks whether somebody dropped a Kamelet in this node's folder. */
  void lookForKamelets() {
    if (folder != null) {
      folder.look();
    }
  }

  /** Offers the sinks of Camel's catalogue, too; reading them takes a while. */
  void keepCatalogue() {
    if (kamelets != null) {
      ShippedKamelets.keepCatalogueIn(kamelets, camel.catalogue());
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
        : ConnectorRoutes.isMadeOf(known.route(), connector, checksums.get(connector.kamelet()));
  }

  /** Tells the others on which node a connector rests, and until when; null: it does not. */
  public void tell(String node, int connector, Instant restsUntil, String reason) {
    connectors.rests(node, connector, restsUntil, reason);
  }

  /** Stops all of them. */
  public synchronized void close() {
    camel.stop();
    retired.clear();
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
