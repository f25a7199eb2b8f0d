package org.guichet.integration.connector;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.BeanRepository;
import org.guichet.delivery.Connector;

/** Connections by any Kamelet, in one process, without a server and without a database. */
final class TestConnections implements AutoCloseable {
  private final Map<String, String> secrets = new HashMap<>();
  private final CamelRuntime camel;
  private final ConnectorRoutes routes;

  TestConnections() {
    this(Map.of(), null);
  }

  /** With the beans that Kamelets name. */
  TestConnections(Map<String, Object> beans) {
    this(beans, null);
  }

  /** With the jars of that folder, too. */
  TestConnections(Path extensions) {
    this(Map.of(), extensions);
  }

  private TestConnections(Map<String, Object> beans, Path extensions) {
    camel = new CamelRuntime(named(beans), this::secret, extensions);
    routes = new ConnectorRoutes(camel);
    camel.start();
  }

  private String secret(String id) {
    if (!secrets.containsKey(id)) {
      throw new IllegalStateException("There is no secret named " + id);
    }
    return secrets.get(id);
  }

  /** Keeps a secret and gives the reference to it that goes into a property. */
  String secret(String id, String value) {
    secrets.put(id, value);
    return "{{secret:" + id + "}}";
  }

  /** A connection by that Kamelet; each one is a connector of its own. */
  Connection open(String kamelet, Map<String, String> properties) {
    return routes.open(connector(kamelet, properties));
  }

  /** The same by a Kamelet that does not come with the application. */
  Connection open(Kamelet kamelet, Map<String, String> properties) {
    return routes.open(connector(kamelet.name(), properties), kamelet);
  }

  private Connector connector(String kamelet, Map<String, String> properties) {
    return Connector.trial("system", kamelet, properties);
  }

  void close(Connection connection) {
    routes.close(connection.route());
  }

  CamelRuntime camel() {
    return camel;
  }

  @Override
  public void close() {
    camel.stop();
  }

  private static BeanRepository named(Map<String, Object> beans) {
    return new BeanRepository() {
      @Override
      public Object lookupByName(String name) {
        return beans.get(name);
      }

      @Override
      public <T> T lookupByNameAndType(String name, Class<T> type) {
        Object bean = lookupByName(name);
        return type.isInstance(bean) ? type.cast(bean) : null;
      }

      @Override
      public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return Map.of();
      }

      @Override
      public <T> Set<T> findByType(Class<T> type) {
        return Set.of();
      }
    };
  }
}
