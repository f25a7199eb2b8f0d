package org.guichet.integration.connector;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.ObjectHelper;
import org.guichet.delivery.Connector;

/** Makes a route of a connector's Kamelet and takes it away again, while everything else runs. */
final class ConnectorRoutes {
  private static final Logger LOG = System.getLogger(ConnectorRoutes.class.getName());

  private final CamelRuntime camel;

  ConnectorRoutes(CamelRuntime camel) {
    this.camel = camel;
  }

  /** Makes the connector's route; a connector that is set up wrongly says so when it is used. */
  Connection open(Connector connector) {
    return Kamelet.find(connector.kamelet())
        .map(kamelet -> open(connector, kamelet))
        .orElseGet(
            () -> broken(connector, "There is no Kamelet " + connector.kamelet() + ".", null));
  }

  Connection open(Connector connector, Kamelet kamelet) {
    List<String> problems = kamelet.problems(connector.parameters());
    if (!problems.isEmpty()) {
      return broken(connector, String.join(" ", problems), null);
    }
    try {
      instantiate(kamelet, connector);
      return Connection.open(connector, kamelet.givesReceipts(), camel);
    } catch (Exception e) { // whatever a Kamelet is wrong about must not hurt the other connectors
      close(Connection.route(connector));
      return broken(connector, explain(e), e);
    }
  }

  private void instantiate(Kamelet kamelet, Connector connector) throws Exception {
    DefaultCamelContext context = (DefaultCamelContext) camel.context();
    if (context.getRouteTemplateDefinition(kamelet.name()) == null) {
      load(kamelet, context);
    }
    String route = Connection.route(connector);
    TemplatedRouteBuilder instance =
        TemplatedRouteBuilder.builder(context, kamelet.name())
            .routeId(route)
            .prefixId(route)
            .parameter("connectorId", route);
    connector
        .parameters()
        .forEach(
            (property, value) -> {
              if (value != null && !value.isBlank()) {
                instance.parameter(property, kamelet.parameter(property, value));
              }
            });
    instance.add();
  }

  /**
   * Loads the template. Its input becomes an endpoint of the connector's own, so that one connector
   * is one route.
   */
  private static void load(Kamelet kamelet, DefaultCamelContext context) throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString(kamelet.name() + ".kamelet.yaml", kamelet.yaml()));
    RouteTemplateDefinition template = context.getRouteTemplateDefinition(kamelet.name());
    template.getRoute().getInput().setUri("direct:{{connectorId}}");
    template.templateParameter("connectorId");
  }

  /** Takes a route away on another thread: a call that hangs in it holds up nobody. */
  void closeLater(String route) {
    camel.inBackground(() -> close(route));
  }

  /** Takes a route away; calls on their way end first. */
  void close(String route) {
    camel.signIns().forget(route);
    DefaultCamelContext context = (DefaultCamelContext) camel.context();
    try {
      if (context.getRoute(route) != null) {
        context.getRouteController().stopRoute(route);
        context.removeRoute(route);
      }
      // The definition of a route that failed to start stays behind and breaks the next attempt.
      var definition = context.getRouteDefinition(route);
      if (definition != null) {
        context.removeRouteDefinition(definition);
      }
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The route " + route + " could not be removed", e);
    }
  }

  private static Connection broken(Connector connector, String problem, Exception cause) {
    LOG.log(
        Level.WARNING, "The connector " + connector.key() + " cannot be used: " + problem, cause);
    return Connection.broken(connector, problem);
  }

  private static String explain(Exception failure) {
    var secret = ObjectHelper.getException(SecretReferences.Unreadable.class, failure);
    if (secret != null) {
      return secret.getMessage() + ".";
    }
    var unusable = ObjectHelper.getException(UnusableProperty.class, failure);
    if (unusable != null) {
      return unusable.getMessage() + ".";
    }
    var missing = ObjectHelper.getException(NoSuchEndpointException.class, failure);
    if (missing != null) {
      return "Its Kamelet needs a Camel component that is not installed.";
    }
    var malformed = ObjectHelper.getException(ResolveEndpointFailedException.class, failure);
    if (malformed != null) {
      return "An address in its properties is malformed.";
    }
    return "Its Kamelet cannot be started (" + failure.getClass().getSimpleName() + ").";
  }
}
