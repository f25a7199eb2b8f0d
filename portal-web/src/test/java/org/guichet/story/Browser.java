package org.guichet.story;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.impl.driver.Driver;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Chromium of the stories: the one on the PATH, or with {@code -Dbrowser.install} one that is
 * installed. The build asks for it before the stories begin, so that a machine without one reads
 * one sentence and not a report of failures.
 */
public final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final Duration PACKAGE_LIMIT = Duration.ofMinutes(8);
  private static final Duration DOWNLOAD_LIMIT = Duration.ofSeconds(60);

  /** Never behind our back: the download has its own step and its own time limit. */
  private static final Map<String, String> NO_DOWNLOAD =
      Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

  private Browser() {}

  /** The build's step: there is a Chromium afterwards, or the build ends with one sentence. */
  public static void main(String[] arguments) {
    boolean install = !"false".equals(System.getProperty("browser.install", "false"));
    if (find().isPresent() || (install && (installPackage() || download()))) {
      find().ifPresent(path -> System.out.println("guichet: the stories use " + path));
      return;
    }
    throw new IllegalStateException(
        "guichet: ERROR "
            + (install
                ? "Chromium could be installed neither as a system package nor by Playwright's download: "
                    + "install it by hand so that \"chromium\" is on the PATH."
                : "The stories need a Chromium on the PATH: install it, or add -Dbrowser.install to have it installed."));
  }

  /** A browser without a window. */
  static com.microsoft.playwright.Browser launch(Playwright playwright) {
    Path executable =
        find()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No Chromium: run the build with -Dbrowser.install."));
    BrowserType.LaunchOptions options =
        new BrowserType.LaunchOptions().setExecutablePath(executable).setHeadless(true);
    if (isRoot()) {
      options.setArgs(List.of("--no-sandbox"));
    }
    return playwright.chromium().launch(options);
  }

  /** Playwright's driver, which downloads nothing. */
  static Playwright playwright() {
    return Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
  }

  private static Optional<Path> find() {
    return onPath().or(Browser::downloaded);
  }

  private static Optional<Path> onPath() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        // Some distributions ship a script of that name which only says how to get a browser.
        .filter(candidate -> run(ANSWER_LIMIT, quiet(candidate.toString(), "--version")))
        .findFirst();
  }

  private static Optional<Path> downloaded() {
    try (Playwright playwright = playwright()) {
      return Optional.of(Path.of(playwright.chromium().executablePath()))
          .filter(Files::isExecutable);
    }
  }

  private static boolean installPackage() {
    if (!isRoot() || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return false;
    }
    System.out.println("guichet: installing the system's Chromium for the stories");
    run(PACKAGE_LIMIT, loud("apt-get", "-q", "update"));
    ProcessBuilder install =
        loud(
            "apt-get",
            "-qy",
            "--no-install-recommends",
            "install",
            "chromium",
            "fonts-dejavu-core");
    return run(PACKAGE_LIMIT, install) && onPath().isPresent();
  }

  private static boolean download() {
    System.out.println("guichet: downloading Playwright's Chromium for the stories");
    ProcessBuilder driver = Driver.ensureDriverInstalled(Map.of(), false).createProcessBuilder();
    driver.command().addAll(List.of("install", "chromium"));
    driver.environment().keySet().removeAll(NO_DOWNLOAD.keySet());
    return run(DOWNLOAD_LIMIT, driver.inheritIO()) && downloaded().isPresent();
  }

  private static ProcessBuilder quiet(String... command) {
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
  }

  private static ProcessBuilder loud(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    return builder;
  }

  private static boolean run(Duration limit, ProcessBuilder builder) {
    try {
      Process process = builder.start();
      if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
