package org.guichet.portal.brand;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.guichet.shared.Settings;

/**
 * The company's name, logo and accent colour. What cannot be used is said once in the log, and the
 * portal wears its own: a wrong colour must not make it unreadable, nor keep it from starting.
 */
@Named
@ApplicationScoped
public class Brand {
  private static final Logger LOG = System.getLogger(Brand.class.getName());

  /** Kinds of picture that may be a logo, by the ending of the file's name. */
  private static final Map<String, String> KINDS =
      Map.of(".svg", "image/svg+xml", ".png", "image/png");

  private Settings settings;
  private String sheet = "";
  private Path logo;

  protected Brand() {} // for the proxy

  @Inject
  public Brand(Settings settings) {
    this.settings = settings;
  }

  /** Looks at what is configured. */
  @PostConstruct
  void check() {
    settings.brandAccent().ifPresent(this::checkAccent);
    settings.brandLogo().ifPresent(this::checkLogo);
  }

  private void checkAccent(String text) {
    Optional<Accent> accent = Colour.parse(text.strip()).map(Accent::new);
    String objection = accent.map(Accent::objection).orElse("it is not written like #0B5E6B");
    if (objection.isEmpty()) {
      sheet = accent.orElseThrow().sheet();
    } else {
      LOG.log(
          Level.WARNING,
          "guichet: the accent colour {0} (GUICHET_BRAND_ACCENT) is not used: {1}. The portal keeps its own.",
          text,
          objection);
    }
  }

  private void checkLogo(Path file) {
    if (Files.isReadable(file) && KINDS.containsKey(ending(file))) {
      logo = file;
    } else {
      LOG.log(
          Level.WARNING,
          "guichet: the logo {0} (GUICHET_BRAND_LOGO) is not used: it is no readable SVG or PNG file."
              + " The portal keeps its own mark.",
          file);
    }
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.substring(Math.max(0, name.lastIndexOf('.')));
  }

  /** The portal's name. */
  public String getName() {
    return settings.brandName();
  }

  public boolean isColoured() {
    return !sheet.isEmpty();
  }

  public boolean isMarked() {
    return logo != null;
  }

  /** Changes with the colour, so that browsers fetch the new one. */
  public String getVersion() {
    return Integer.toHexString(sheet.hashCode());
  }

  /** The style sheet of the accent colour; empty for the portal's own. */
  String sheet() {
    return sheet;
  }

  Optional<Path> logo() {
    return Optional.ofNullable(logo);
  }

  /** The media type of the logo. */
  String kind() {
    return KINDS.get(ending(logo));
  }
}
