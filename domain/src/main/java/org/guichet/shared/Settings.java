package org.guichet.shared;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The configuration by environment (MicroProfile Config), each value under the name in
 * docs/operations.md.
 */
@ApplicationScoped
public class Settings {

  /** The portal's public address, without a slash at its end. */
  public String portalUrl() {
    return required("guichet.portal.url").replaceAll("/+$", "");
  }

  /** The file that holds the master key of the secrets. */
  public Path masterKeyFile() {
    return Path.of(required("guichet.master-key.file"));
  }

  /** The folder of the blob store. */
  public Path blobs() {
    return Path.of(required("guichet.blobs.directory"));
  }

  /** The folder of this node where IT drops Kamelets; empty when there is none. */
  public Optional<Path> kameletsDirectory() {
    return config().getOptionalValue("guichet.kamelets.directory", String.class).map(Path::of);
  }

  /** The folder of this node where IT adds jars for more connectors; empty when there is none. */
  public Optional<Path> extensionsDirectory() {
    return config().getOptionalValue("guichet.extensions.directory", String.class).map(Path::of);
  }

  /** The name of this node, as the ledger writes it down. */
  public String node() {
    return config().getOptionalValue("guichet.node", String.class).orElseGet(Settings::hostName);
  }

  /** How long the inbox remembers what was applied. */
  public Duration keepInbox() {
    return days("guichet.retention.inbox-days", 180);
  }

  /** How long requests and answers of settled deliveries are kept with their attempts. */
  public Duration keepBodies() {
    return days("guichet.retention.bodies-days", 30);
  }

  /** How long attempts of settled deliveries are kept. */
  public Duration keepAttempts() {
    return days("guichet.retention.attempts-days", 180);
  }

  /** How long settled deliveries are kept when a later one of the same system was settled. */
  public Duration keepDeliveries() {
    return days("guichet.retention.deliveries-days", 730);
  }

  /** How long after it was settled a customer may reopen his request. */
  public Duration reopenWithin() {
    return days("guichet.request.reopen-days", 14);
  }

  /** How long a customer may change what he thinks of a solution. */
  public Duration rateAnewWithin() {
    return days("guichet.request.rate-anew-days", 14);
  }

  /** How long a mail about what happened waits for what else happens to the same request. */
  public Duration gatherMail() {
    return Duration.ofSeconds(
        config().getOptionalValue("guichet.mail.gather-seconds", Integer.class).orElse(30));
  }

  /** How long what people were told is kept. */
  public Duration keepNotifications() {
    return days("guichet.retention.notifications-days", 365);
  }

  /** How long a draft is kept that nobody comes back to, and a file that is not sent. */
  public Duration keepDrafts() {
    return days("guichet.retention.drafts-days", 30);
  }

  /** Most bytes that one person can keep in files that are not sent. */
  public long unsentBytes() {
    long megabytes =
        config().getOptionalValue("guichet.uploads.unsent-megabytes", Integer.class).orElse(200);
    return megabytes * 1024 * 1024;
  }

  private static Duration days(String name, int usual) {
    return Duration.ofDays(config().getOptionalValue(name, Integer.class).orElse(usual));
  }

  /** The company's name beside the brand. */
  public String companyName() {
    return config().getOptionalValue("guichet.company.name", String.class).orElse("");
  }

  /** The portal's own name, where the company gives it one. */
  public String brandName() {
    return config().getOptionalValue("guichet.brand.name", String.class).orElse("Guichet");
  }

  /** The company's logo, an SVG or PNG file; empty for the portal's own mark. */
  public Optional<Path> brandLogo() {
    return config().getOptionalValue("guichet.brand.logo", String.class).map(Path::of);
  }

  /** The company's colour for links, selection and the one button, such as #0B5E6B. */
  public Optional<String> brandAccent() {
    return config().getOptionalValue("guichet.brand.accent", String.class);
  }

  public String databaseUrl() {
    return required("guichet.database.url");
  }

  public String databaseUser() {
    return required("guichet.database.user");
  }

  /** The database's password, empty where it trusts its host. */
  public String databasePassword() {
    return config().getOptionalValue("guichet.database.password", String.class).orElse("");
  }

  /**
   * A value that must be there.
   *
   * @throws IllegalStateException with one sentence that names the environment variable to set
   */
  public String required(String name) {
    return config()
        .getOptionalValue(name, String.class)
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "guichet: ERROR the setting "
                        + name
                        + " is missing: set the environment variable "
                        + name.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_")));
  }

  private static Config config() {
    return ConfigProvider.getConfig();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
