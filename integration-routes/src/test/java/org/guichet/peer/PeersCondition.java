package org.guichet.peer;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether real systems may be installed here. */
final class PeersCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if ("false".equals(System.getProperty("peers.install", "false"))) {
      return disabled("Real systems are installed and started with -Dpeers.install only.");
    }
    if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return disabled("Real systems are installed by apt, which this machine has not.");
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      return disabled("Real systems are installed by apt, which only root may do.");
    }
    return enabled("Real systems may be installed.");
  }
}
