package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.guichet.attachment.Attachment;
import org.guichet.attachment.Attachments;
import org.guichet.catalogue.Answers;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.Form;
import org.guichet.conversation.ReplyTokens;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;
import org.guichet.shared.Settings;
import org.jdbi.v3.core.Jdbi;

/**
 * A request as company systems hear of it: the canonical part of every event, whose names the
 * flows' mappings use (docs/connectors.md lists them).
 */
@ApplicationScoped
public class RequestFacts {
  private Jdbi jdbi;
  private Attachments attachments;
  private Settings settings;
  private ReplyTokens replyTokens;

  protected RequestFacts() {}

  @Inject
  public RequestFacts(
      Jdbi jdbi, Attachments attachments, Settings settings, ReplyTokens replyTokens) {
    this.jdbi = jdbi;
    this.attachments = attachments;
    this.settings = settings;
    this.replyTokens = replyTokens;
  }

  /** The facts of a stored request, to which an event may add its own. */
  public JsonObjectBuilder of(UUID request) {
    List<Attachment> files = attachments.ofRequest(request, false);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select r.id, r.number, r.subject, (r.fields || r.sensitive_fields)::text as fields, r.status, r.priority, r.submitted_at, t.key, t.name::text as type_name,"
                        + " f.definition::text as form, r.language, p.id as person, p.name, p.email,"
                        + " a.name as assignee, a.email as assignee_email, o.alias, o.name as organization"
                        + " from service_request r join request_type t on t.id = r.type_id"
                        + " join request_form f on f.type_id = r.type_id and f.version = r.form_version"
                        + " join person p on p.id = r.requester_id"
                        + " left join person a on a.id = r.assignee_id"
                        + " left join organization o on o.id = r.organization_id where r.id = :id")
                .bind("id", request)
                .map(
                    (row, context) -> {
                      Form form = Catalogue.form(row.getString("form"));
                      JsonObject fields = JsonText.object(row.getString("fields"));
                      Map<String, String> answers = Answers.typed(form, fields);
                      LocalizedText service = LocalizedText.parse(row.getString("type_name"));
                      Locale language = Locale.forLanguageTag(row.getString("language"));
                      var facts =
                          Json.createObjectBuilder()
                              .add("number", row.getString("number"))
                              .add("type", row.getString("key"))
                              .add("service", service.in(Locale.ENGLISH))
                              .add("subject", row.getString("subject"))
                              .add("status", row.getString("status"))
                              .add("priority", row.getString("priority"))
                              .add("fields", fields)
                              .add("text", form.text(answers, Locale.ENGLISH))
                              .add(
                                  "submittedAt",
                                  row.getTimestamp("submitted_at").toInstant().toString())
                              .add(
                                  "url",
                                  settings.portalUrl()
                                      + "/request?number="
                                      + row.getString("number"));
                      return Json.createObjectBuilder()
                          .add("request", facts)
                          .add(
                              "requester",
                              named(row.getString("name"))
                                  .add("email", row.getString("email"))
                                  .add("language", language.getLanguage())
                                  .add("service", service.in(language))
                                  .add("text", form.text(answers, language))
                                  .add(
                                      "replyToken",
                                      replyTokens.of(
                                          row.getString("number"),
                                          row.getObject("id", UUID.class),
                                          row.getObject("person", UUID.class))))
                          .add(
                              "assignee",
                              assignee(row.getString("assignee"), row.getString("assignee_email")))
                          .add(
                              "organization",
                              organization(row.getString("organization"), row.getString("alias")))
                          .add(
                              "attachments",
                              Json.createArrayBuilder(
                                  files.stream().map(RequestFacts::file).toList()));
                    })
                .one());
  }

  private static JsonObjectBuilder named(String name) {
    return Json.createObjectBuilder().add("name", name);
  }

  private static jakarta.json.JsonValue organization(String name, String alias) {
    return name == null ? jakarta.json.JsonValue.NULL : named(name).add("alias", alias).build();
  }

  private static jakarta.json.JsonValue assignee(String name, String email) {
    return name == null ? jakarta.json.JsonValue.NULL : named(name).add("email", email).build();
  }

  static JsonObject file(Attachment file) {
    return named(file.name())
        .add("id", file.id().toString())
        .add("mediaType", file.mediaType())
        .add("size", file.size())
        .add("sha256", file.sha256())
        .build();
  }
}
