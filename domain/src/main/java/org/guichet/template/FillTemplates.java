package org.guichet.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.notification.StatusWords;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Jdbi;

/** Fills templates in for one request, in its customer's language where there is such a text. */
@ApplicationScoped
public class FillTemplates {
  private Jdbi jdbi;
  private Templates templates;

  protected FillTemplates() {}

  @Inject
  public FillTemplates(Jdbi jdbi, Templates templates) {
    this.jdbi = jdbi;
    this.templates = templates;
  }

  /**
   * A template as it reads for a request.
   *
   * @param team whose it is; null for one's own
   */
  public record Filled(UUID id, String name, String team, String text) {}

  /**
   * All that the viewer may use, by name.
   *
   * @throws NotVisible when he does not see the request at the desk
   */
  public List<Filled> all(Viewer viewer, String number) {
    Facts facts = facts(viewer, number);
    return templates.all(viewer).stream().map(template -> filled(template, facts)).toList();
  }

  /**
   * The text of one.
   *
   * @throws NotVisible when he does not see the request at the desk, or may not use the template
   */
  public String one(Viewer viewer, String number, UUID template) {
    return filled(templates.get(viewer, template), facts(viewer, number)).text();
  }

  private static Filled filled(ReplyTemplate template, Facts facts) {
    return new Filled(
        template.id(),
        template.name(),
        template.teamName(),
        Placeholder.fill(template.in(facts.language()), facts.values()));
  }

  private record Facts(Locale language, Map<Placeholder, String> values) {}

  private Facts facts(Viewer viewer, String number) {
    Visibility desk = Visibility.atDesk(viewer);
    return jdbi.withHandle(
        handle ->
            desk.bind(
                    handle
                        .createQuery(
                            "select r.number, r.subject, r.status, p.name as customer, t.name::text as service,"
                                + " m.name as team, coalesce(p.language, r.language) as language"
                                + " from service_request r join person p on p.id = r.requester_id"
                                + " join request_type t on t.id = r.type_id join team m on m.id = r.team_id"
                                + " where r.number = :number and "
                                + desk.of("r"))
                        .bind("number", number))
                .map((row, context) -> facts(viewer, row))
                .findOne()
                .orElseThrow(() -> new NotVisible("request", number)));
  }

  private static Facts facts(Viewer viewer, ResultSet row) throws SQLException {
    Locale language = Locale.forLanguageTag(row.getString("language"));
    Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
    values.put(Placeholder.CUSTOMER, row.getString("customer"));
    values.put(Placeholder.NUMBER, row.getString("number"));
    values.put(Placeholder.SUBJECT, row.getString("subject"));
    values.put(Placeholder.SERVICE, LocalizedText.parse(row.getString("service")).in(language));
    values.put(Placeholder.AGENT, viewer.name());
    values.put(Placeholder.TEAM, row.getString("team"));
    values.put(Placeholder.STATUS, StatusWords.of(row.getString("status"), language));
    return new Facts(language, values);
  }
}
