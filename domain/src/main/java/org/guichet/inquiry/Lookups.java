package org.guichet.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.guichet.access.Viewer;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.FormField;

/**
 * Lookup fields: what they offer, live from a company system or else from its last good answers,
 * and which answers count. Everything is asked and remembered for the organization of whoever
 * looks.
 */
@ApplicationScoped
public class Lookups {
  /** Fewer characters are not asked about. */
  public static final int FEWEST_CHARACTERS = 2;

  private static final int MOST_CHARACTERS = 100;

  private LookupQuestions questions;
  private Inquiries inquiries;
  private AwaitedAnswers awaited;
  private OfferedOptions offered;

  protected Lookups() {}

  @Inject
  public Lookups(
      LookupQuestions questions,
      Inquiries inquiries,
      AwaitedAnswers awaited,
      OfferedOptions offered) {
    this.questions = questions;
    this.inquiries = inquiries;
    this.awaited = awaited;
    this.offered = offered;
  }

  /**
   * Something that was asked.
   *
   * @param query what was typed
   * @param inquiry null when nobody could be asked
   * @param end done when there is an {@link #offer}
   */
  public record Asked(FormField field, String query, UUID inquiry, CompletableFuture<Void> end) {}

  /** Asks the system of a lookup field. */
  public Asked ask(Viewer viewer, FormField field, String typed) {
    String query = typed.strip().replace("\0", "");
    if (query.length() > MOST_CHARACTERS) {
      query = query.substring(0, MOST_CHARACTERS);
    }
    Optional<Asking> asking = questions.find(viewer, field.lookup());
    if (asking.isEmpty() || query.length() < FEWEST_CHARACTERS) {
      return new Asked(field, query, null, CompletableFuture.completedFuture(null));
    }
    Inquiry inquiry = asking.get().about(query, viewer.personId());
    return new Asked(field, query, inquiry.id(), awaited.ask(inquiry));
  }

  /** What can be chosen, once the wait is over. */
  public Offer offer(Viewer viewer, Asked asked) {
    if (asked.query().length() < FEWEST_CHARACTERS) {
      return Offer.live(List.of());
    }
    InquiryAnswer answer =
        asked.inquiry() == null ? new InquiryAnswer(null, "") : inquiries.answerOf(asked.inquiry());
    if (answer.isThere()) {
      return Offer.live(options(answer.answer()));
    }
    return questions
        .find(viewer, asked.field().lookup())
        .map(asking -> Offer.earlier(offered.matching(asking, asked.query())))
        .orElse(Offer.earlier(List.of()));
  }

  private static List<LookupOption> options(String answer) {
    try (var reader = Json.createReader(new StringReader(answer))) {
      return LookupOption.of(reader.readArray());
    }
  }

  /**
   * What was typed, with the lookup fields as they count: an option that was offered to this
   * organization is checked, with the label of then; free text is not, and stands only while the
   * system does not answer. Whatever the browser says about it is dropped.
   */
  public Map<String, String> resolve(Viewer viewer, Form form, Map<String, String> typed) {
    return resolve(viewer, form, typed, false);
  }

  /** The same for what a machine has sent: it chooses from no list. */
  public Map<String, String> resolveOfMachine(Viewer viewer, Form form, Map<String, String> typed) {
    return resolve(viewer, form, typed, true);
  }

  private Map<String, String> resolve(
      Viewer viewer, Form form, Map<String, String> typed, boolean freely) {
    Map<String, String> resolved = new HashMap<>(typed);
    for (FormField field : form.fields()) {
      if (field.kind() == FieldKind.LOOKUP) {
        resolve(viewer, field, resolved, freely);
      }
    }
    return resolved;
  }

  private void resolve(Viewer viewer, FormField field, Map<String, String> typed, boolean freely) {
    String value = strip(typed.remove(field.part("value")));
    String label = strip(typed.get(field.part("label")));
    typed.remove(field.part("checked"));
    if (label.isEmpty()) {
      return;
    }
    Optional<Asking> asking = questions.find(viewer, field.lookup());
    Optional<LookupOption> option = asking.flatMap(a -> offered.chosen(a, value, label));
    if (option.isPresent()) {
      typed.put(field.part("value"), option.get().value());
      typed.put(field.part("label"), option.get().label());
      typed.put(field.part("checked"), "yes");
    } else if (freely || asking.isEmpty() || isAway(viewer, asking.get())) {
      typed.put(field.part("checked"), "no");
    }
  }

  private boolean isAway(Viewer viewer, Asking asking) {
    return inquiries.wentUnanswered(viewer.personId(), asking.connectorId(), asking.question());
  }

  private static String strip(String text) {
    return text == null ? "" : text.strip().replace("\0", "");
  }
}
