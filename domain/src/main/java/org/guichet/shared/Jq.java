package org.guichet.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * A compiled jq expression, the language of mappings and translations. The expression is written by
 * IT; the data may be anybody's and are never read as an expression.
 */
public final class Jq {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_COMPILED = 500;
  private static final Map<String, Jq> COMPILED = new ConcurrentHashMap<>();
  private static final Scope BUILT_IN = builtIn();

  private final JsonQuery query;

  private Jq(JsonQuery query) {
    this.query = query;
  }

  private static Scope builtIn() {
    Scope scope = Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
    JqLimit.limit(scope);
    return scope;
  }

  /**
   * Compiles an expression, once for each text.
   *
   * @throws JqFailed when it is no jq
   */
  public static Jq of(String expression) throws JqFailed {
    Jq known = COMPILED.get(expression);
    if (known != null) {
      return known;
    }
    try {
      Jq compiled = new Jq(JsonQuery.compile(expression, Versions.JQ_1_6));
      if (COMPILED.size() >= MOST_COMPILED) {
        COMPILED.clear();
      }
      COMPILED.put(expression, compiled);
      return compiled;
    } catch (JsonQueryException e) {
      throw new JqFailed(firstLine(e));
    }
  }

  /**
   * Applies it.
   *
   * @param json the data
   * @param more objects (JSON) added to the data under their names
   * @return the only result as JSON text; null when the expression leaves the data out
   * @throws JqFailed when the data are no JSON, do not fit, or there are several results
   */
  public String apply(String json, Map<String, String> more) throws JqFailed {
    List<JsonNode> results = new ArrayList<>();
    JqLimit.begin();
    try {
      JsonNode data = JSON.readTree(json);
      for (Map.Entry<String, String> entry : more.entrySet()) {
        if (data instanceof ObjectNode object) {
          object.set(entry.getKey(), JSON.readTree(entry.getValue()));
        }
      }
      query.apply(Scope.newChildScope(BUILT_IN), data, results::add);
    } catch (JsonQueryException e) {
      throw new JqFailed(firstLine(e));
    } catch (JsonProcessingException e) {
      throw new JqFailed("The data are not JSON");
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // An expression that trips over the data, or calls itself for ever, is a fault of its author.
      throw new JqFailed("It cannot be evaluated (" + e.getClass().getSimpleName() + ")");
    }
    if (results.size() > 1) {
      throw new JqFailed("It yields " + results.size() + " results instead of one");
    }
    return results.isEmpty() || results.get(0).isNull() ? null : results.get(0).toString();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
