package org.guichet.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.guichet.demo.Account;
import org.guichet.demo.Addresses;

/**
 * One test's view of the running house: its addresses, the people it lets in, the company's
 * systems.
 */
public final class Story {
  private final Path file;
  private final Browser browser;
  private final String name;
  private final List<Visitor> visitors = new ArrayList<>();

  Story(Path file, Browser browser, String name) {
    this.file = file;
    this.browser = browser;
    this.name = name;
  }

  /** Where everything answers just now; a portal that was started again has another process. */
  Addresses addresses() {
    try {
      return Addresses.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody at a computer of his own, not signed in. */
  Visitor visitor(String username) {
    return visitor(username, "en-GB");
  }

  /** Somebody whose browser asks for a language. */
  Visitor visitor(String username, String locale) {
    Addresses addresses = addresses();
    Account account =
        addresses.accounts().stream()
            .filter(candidate -> candidate.username().equals(username))
            .findFirst()
            .orElseThrow();
    return visitor(account, locale);
  }

  /** Somebody whom only this test knows. */
  Visitor visitor(Account account, String locale) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setBaseURL(addresses().portal())
            .setLocale(locale)
            .setTimezoneId("Europe/Paris")
            // A page looked at while its colours fade shows neither of them.
            .setReducedMotion(ReducedMotion.REDUCE)
            .setViewportSize(1280, 900);
    Visitor visitor = new Visitor(account, browser.newContext(options));
    visitors.add(visitor);
    return visitor;
  }

  /** Somebody who has signed in and looks at the home page. */
  Visitor signedIn(String username) {
    Visitor visitor = visitor(username);
    visitor.open("/");
    visitor.signIn();
    return visitor;
  }

  /** The company's systems, seen from their own side. */
  CompanySystems systems() {
    return new CompanySystems(addresses().simulator());
  }

  /** One number out of the portal's database: what no page shows. */
  long count(String sql, Object... values) {
    return Long.parseLong(texts(sql, values).get(0));
  }

  /** Tells the portal's database to do something. */
  void run(String sql) {
    try (Connection connection = DriverManager.getConnection(addresses().database());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of what the portal's database holds. */
  List<String> texts(String sql, Object... values) {
    try (Connection connection = DriverManager.getConnection(addresses().database());
        PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        query.setObject(i + 1, values[i]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet answer = query.executeQuery()) {
        while (answer.next()) {
          texts.add(answer.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Ends the visits: a page that complained in the browser's console fails the test that has no
   * other failure.
   */
  void end(boolean failed) {
    List<String> complaints = new ArrayList<>();
    for (Visitor visitor : visitors) {
      complaints.addAll(visitor.complaints());
      if (failed) {
        visitor.photograph("failed-" + name);
      }
      visitor.leave();
    }
    if (!failed && !complaints.isEmpty()) {
      throw new AssertionError("The browser's console says: " + String.join("\n", complaints));
    }
  }
}
