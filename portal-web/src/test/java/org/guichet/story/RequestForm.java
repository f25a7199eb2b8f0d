package org.guichet.story;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** The form "Repair of a device". */
final class RequestForm {
  static final String ADDRESS = "/new?type=device-repair";
  private static final Pattern NUMBER = Pattern.compile("number=(R-\\d{4}-\\d{6})");
  private final Page page;

  RequestForm(Page page) {
    this.page = page;
  }

  /** Opens it by its address. */
  static RequestForm open(Visitor visitor) {
    visitor.open(ADDRESS);
    return new RequestForm(visitor.page());
  }

  RequestForm fill(String device, String description) {
    device().fill(device);
    description().fill(description);
    return this;
  }

  Locator device() {
    return page.getByLabel("Device", new Page.GetByLabelOptions().setExact(true));
  }

  Locator description() {
    return page.getByLabel("Description", new Page.GetByLabelOptions().setExact(true));
  }

  /** What stands beside a field because of what was typed into it. */
  Locator messageAt(String field) {
    return page.locator("#q-" + field + "-error");
  }

  /** What was received or refused of the files. */
  Locator files() {
    return page.locator("#uploaded");
  }

  /** Attaches files as the person would by the button. */
  RequestForm attach(FilePayload... files) {
    page.locator("input[type=file]").setInputFiles(files);
    return this;
  }

  /** Attaches a file of this machine. */
  RequestForm attach(Path file) {
    page.locator("input[type=file]").setInputFiles(file);
    return this;
  }

  RequestForm send() {
    page.getByText("Send request", new Page.GetByTextOptions().setExact(true)).click();
    return this;
  }

  /** Sends it and returns the number the customer is given. */
  String submit() {
    send();
    page.waitForURL(Pattern.compile(".*/request\\?number=.*"));
    return number(page.url());
  }

  static String number(String url) {
    Matcher matcher = NUMBER.matcher(url);
    if (!matcher.find()) {
      throw new AssertionError("no request number in " + url);
    }
    return matcher.group(1);
  }

  /** A photograph as small as a test needs it. */
  static FilePayload photograph(String name, Color color) {
    BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(color);
    canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
    canvas.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FilePayload(name, "image/jpeg", bytes.toByteArray());
  }
}
