package org.guichet.shared;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * Makes the functions of jq stop: jq itself knows no end of {@code last(range(1; infinite))}. Every
 * function counts its calls and its results, and an expression gets that many in one {@link #begin
 * evaluation}. It also takes away what shows the server's environment.
 */
public final class JqLimit {
  /** A mapping needs some hundreds; a list of ten thousand records some hundred thousands. */
  static final int MOST_STEPS = 1_000_000;

  private static final ThreadLocal<int[]> STEPS = ThreadLocal.withInitial(() -> new int[1]);
  private static final ObjectNode NOTHING = new ObjectMapper().createObjectNode();

  private JqLimit() {}

  /** From here on this thread has all its steps again. */
  public static void begin() {
    STEPS.get()[0] = 0;
  }

  /** Limits all functions that the scope holds. */
  public static void limit(Scope scope) {
    Map.copyOf(scope.getLocalFunctions())
        .forEach((name, function) -> scope.addFunction(name, limited(function)));
    scope.addFunction(
        "env", 0, (inner, arguments, in, path, output, version) -> output.emit(NOTHING, null));
    scope.setValue("ENV", NOTHING);
  }

  private static Function limited(Function function) {
    return (scope, arguments, in, path, output, version) -> {
      step();
      function.apply(
          scope,
          arguments,
          in,
          path,
          (result, where) -> {
            step();
            output.emit(result, where);
          },
          version);
    };
  }

  private static void step() throws JsonQueryException {
    if (++STEPS.get()[0] > MOST_STEPS) {
      throw new JsonQueryException("It does not come to an end");
    }
  }
}
