package org.guichet.catalogue;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guichet.shared.LocalizedText;

/**
 * Finds services by what people call them: accents, case and word order do not matter, and the
 * beginning of a word is enough. All languages are searched, whichever the page is in.
 */
public final class ServiceSearch {
  private ServiceSearch() {}

  /** The services that every word of the query finds, in their own order. */
  public static List<Service> find(List<Service> services, String query) {
    String[] sought = words(query);
    return services.stream().filter(service -> matches(service, sought)).toList();
  }

  private static boolean matches(Service service, String[] sought) {
    String[] own =
        words(
            Stream.of(
                    service.name(),
                    service.summary(),
                    service.category().name(),
                    service.searchWords())
                .map(LocalizedText::texts)
                .flatMap(texts -> texts.values().stream())
                .collect(Collectors.joining(" ")));
    return Arrays.stream(sought)
        .allMatch(word -> Arrays.stream(own).anyMatch(one -> one.startsWith(word)));
  }

  private static String[] words(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip();
    return plain.isEmpty() ? new String[0] : plain.split(" ");
  }
}
