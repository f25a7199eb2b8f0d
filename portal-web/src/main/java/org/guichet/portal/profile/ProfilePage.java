package org.guichet.portal.profile;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guichet.notification.NotificationChoices;
import org.guichet.notification.NotificationKind;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;

/** The reader's profile: what the form shows, kept or just typed. */
@Named
@RequestScoped
public class ProfilePage {
  /** What {@link ProfileServlet} could not keep, and why not. */
  static final String TYPED = "typed";

  static final String ERROR = "error";

  /** Places; the rest are abbreviations and offsets that nobody looks for. */
  private static final Pattern PLACE =
      Pattern.compile(
          "(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+|UTC");

  @Inject HttpServletRequest request;
  @Inject NotificationChoices choices;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;

  private TypedChoices typed;

  public TypedChoices getTyped() {
    if (typed == null) {
      typed =
          request.getAttribute(TYPED) instanceof TypedChoices sent
              ? sent
              : TypedChoices.of(choices.of(viewer.get().personId()), reader.getZone());
    }
    return typed;
  }

  /** The key of what is wrong; null when nothing is. */
  public String getError() {
    return (String) request.getAttribute(ERROR);
  }

  /** What there is to choose for the reader. */
  public List<NotificationKind> getKinds() {
    return NotificationKind.of(viewer.isStaff());
  }

  /** Time zones by name; the chosen one is always among them. */
  public List<String> getZones() {
    return Stream.concat(
            ZoneId.getAvailableZoneIds().stream().filter(PLACE.asMatchPredicate()),
            Stream.of(getTyped().zone()))
        .distinct()
        .sorted()
        .toList();
  }
}
