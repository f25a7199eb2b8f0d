package org.guichet.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import org.guichet.demo.DemoEnvironment;
import org.guichet.demo.DemoSettings;
import org.guichet.demo.Progress;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test its {@link Story}: one environment and one browser for all of them, visitors of its
 * own for each.
 */
public final class House implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(House.class);
  private static final double PATIENCE = 30_000;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Story.class;
  }

  @Override
  public Story resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
    Story story = new Story(running.file, running.browser, name(context));
    context.getStore(NAMESPACE).put(Story.class, story);
    return story;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Story story = context.getStore(NAMESPACE).remove(Story.class, Story.class);
    if (story != null) {
      story.end(context.getExecutionException().isPresent());
    }
  }

  private static String name(ExtensionContext context) {
    return context.getRequiredTestClass().getSimpleName()
        + "-"
        + context.getRequiredTestMethod().getName();
  }

  /** What all stories share, from the first of them to the last. */
  private record Running(
      Path file, DemoEnvironment environment, Playwright playwright, Browser browser)
      implements AutoCloseable {

    /** Two processors carry the whole house while a story is told: assertions are patient. */
    static Running start() {
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
      Playwright playwright = org.guichet.story.Browser.playwright();
      Browser browser = org.guichet.story.Browser.launch(playwright);
      String visited = System.getProperty("demo");
      if (visited != null) {
        return new Running(Path.of(visited).toAbsolutePath(), null, playwright, browser);
      }
      DemoSettings settings = DemoSettings.forStories();
      DemoEnvironment environment = new DemoEnvironment(settings, Progress.sinceKeypress());
      try {
        environment.start();
      } catch (RuntimeException e) {
        environment.close();
        throw e;
      }
      return new Running(settings.file(), environment, playwright, browser);
    }

    @Override
    public void close() {
      playwright.close();
      if (environment != null) {
        environment.close();
      }
    }
  }
}
