package org.guichet.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page makes a browser load: all of it at the first visit, at the next ones the page and
 * what may not be kept.
 */
record PageWeight(String address, long first, long again, int resources) {
  private static final Pattern RESOURCE =
      Pattern.compile("(?:src|href)=\"(/[^\"#]*jakarta\\.faces\\.resource[^\"#]*)");

  static PageWeight of(PageVisitor visitor, String address)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> page = visitor.get(address);
    Set<String> resources = new LinkedHashSet<>();
    Matcher found = RESOURCE.matcher(PageVisitor.text(page));
    while (found.find()) {
      resources.add(found.group(1).replace("&amp;", "&"));
    }
    long first = page.body().length;
    long again = page.body().length;
    for (String resource : resources) {
      HttpResponse<byte[]> answer = visitor.get(resource);
      first += answer.body().length;
      if (!answer.headers().firstValue("Cache-Control").orElse("").matches(".*max-age=[1-9].*")
          && answer.headers().firstValue("Expires").isEmpty()) {
        again += answer.body().length;
      }
    }
    return new PageWeight(address.replaceAll("\\?.*", ""), first, again, resources.size());
  }

  static String header() {
    return "| page | first load kB (wanted 400) | repeated kB (wanted 30) | resources |\n|---|---|---|---|";
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.1f | %d |",
        address,
        first / 1000.0,
        again / 1000.0,
        resources);
  }
}
