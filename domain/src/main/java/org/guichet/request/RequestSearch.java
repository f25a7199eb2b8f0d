package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guichet.access.Viewer;
import org.guichet.request.RequestFilter.Position;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds requests by what was written: an exact number first, then every request that has all words
 * of the text, in the list's order. What a viewer may not read does not help him to find anything.
 */
@ApplicationScoped
public class RequestSearch {
  /** Characters of a search; more are cut off. */
  public static final int LONGEST = 200;

  private Jdbi jdbi;

  protected RequestSearch() {}

  @Inject
  public RequestSearch(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A page of what was found.
   *
   * @param next where the next page begins; null when this is the last
   * @param meant the text that was searched for instead, when the one typed finds nothing; else
   *     null
   */
  public record Found(List<FoundRequest> requests, Position next, String meant) {
    private static final Found NOTHING = new Found(List.of(), null, null);
  }

  /**
   * The requests that the filter lets through and the text fits.
   *
   * @param text as it was typed
   * @param limit most requests of a page
   */
  public Found find(Viewer viewer, RequestFilter filter, String text, int limit) {
    String typed = text.strip();
    typed = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    if (typed.isEmpty() || typed.indexOf('\0') >= 0) {
      return Found.NOTHING;
    }
    List<UUID> exact =
        filter.after() == null ? new NumberSearch(jdbi).find(viewer, typed) : List.of();
    Found found = words(viewer, filter, typed, exact, limit);
    if (!found.requests().isEmpty() || filter.after() != null) {
      return found;
    }
    String meant = new WordSuggestions(jdbi).instead(typed);
    if (meant == null) {
      return found;
    }
    Found instead = words(viewer, filter, meant, List.of(), limit);
    // Words of others must not be told: only what is found may show how it is written.
    return instead.requests().isEmpty()
        ? found
        : new Found(instead.requests(), instead.next(), meant);
  }

  private Found words(
      Viewer viewer, RequestFilter filter, String text, List<UUID> exact, int limit) {
    WordSearch search = new WordSearch(jdbi, viewer, filter, text);
    List<UUID> keys = new ArrayList<>(exact);
    if (exact.isEmpty() || !NumberSearch.isWholeNumber(text)) {
      search.find(limit + 1).stream().filter(key -> !exact.contains(key)).forEach(keys::add);
    }
    if (keys.isEmpty()) {
      return Found.NOTHING;
    }
    // An exact number is what was meant, whatever the filter says.
    Map<UUID, RequestRow> rows = rows(viewer, filter, keys, exact);
    List<RequestRow> shown =
        keys.stream().filter(rows::containsKey).map(rows::get).limit(limit).toList();
    boolean more = rows.size() > limit;
    RequestRow last = shown.isEmpty() ? null : shown.get(shown.size() - 1);
    return new Found(
        search.marked(shown), more ? new Position(filter.order().at(last), last.id()) : null, null);
  }

  private Map<UUID, RequestRow> rows(
      Viewer viewer, RequestFilter filter, List<UUID> keys, List<UUID> exact) {
    RequestFilter shown =
        exact.isEmpty() ? filter : RequestFilter.of(RequestFilter.Scope.VISIBLE, false);
    return new RequestLists(jdbi)
        .ofKeys(viewer, shown, keys).stream()
            .collect(
                Collectors.toMap(
                    RequestRow::id, row -> row, (one, same) -> one, LinkedHashMap::new));
  }
}
