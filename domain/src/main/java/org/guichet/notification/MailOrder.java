package org.guichet.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guichet.attachment.Attachment;
import org.guichet.attachment.Attachments;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.ReplyTokens;
import org.guichet.shared.Settings;

/**
 * A mail as the event {@code notification.due} tells it, under the names that mappings use
 * (docs/connectors.md): whom, what, with which files, and how it is answered and ended. Nothing of
 * the request but what the mail needs.
 */
@ApplicationScoped
public class MailOrder {
  /** Larger files stay in the portal: mailboxes refuse large mails. */
  private static final long MOST_BYTES = 10L * 1024 * 1024;

  private static final Set<ActivityKind> WRITTEN = Set.of(ActivityKind.REPLY, ActivityKind.NOTE);

  private Attachments attachments;
  private ReplyTokens replyTokens;
  private UnsubscribeTokens unsubscribeTokens;
  private Settings settings;

  protected MailOrder() {}

  @Inject
  public MailOrder(
      Attachments attachments,
      ReplyTokens replyTokens,
      UnsubscribeTokens unsubscribeTokens,
      Settings settings) {
    this.attachments = attachments;
    this.replyTokens = replyTokens;
    this.unsubscribeTokens = unsubscribeTokens;
    this.settings = settings;
  }

  JsonObject of(DueMails.Reader reader, List<NotificationRow> news) {
    String page = reader.decider() ? "/decisions?number=" : "/request?number=";
    String url = settings.portalUrl() + page + reader.number();
    JsonObjectBuilder request =
        Json.createObjectBuilder()
            .add("number", reader.number())
            .add("subject", reader.subject())
            .add("url", url);
    return Json.createObjectBuilder()
        .add("request", request)
        .add("mail", mail(reader, news, url))
        .build();
  }

  private JsonObjectBuilder mail(DueMails.Reader reader, List<NotificationRow> news, String url) {
    Set<NotificationKind> kinds =
        news.stream()
            .map(NotificationRow::notificationKind)
            .collect(Collectors.toCollection(TreeSet::new));
    String unsubscribe =
        settings.portalUrl() + "/unsubscribe?token=" + unsubscribeTokens.of(reader.person(), kinds);
    MailText text = new MailText(Locale.forLanguageTag(reader.language()));
    return Json.createObjectBuilder()
        .add("to", reader.email())
        .add("name", reader.name())
        .add("language", reader.language())
        .add("kinds", Json.createArrayBuilder(kinds.stream().map(Enum::name).toList()))
        .add("subject", "Re: [" + reader.number() + "] " + reader.subject())
        .add("text", text.body(reader.name(), reader.number(), reader.subject(), news, url))
        .add("reply", text.reply())
        .add("footer", text.footer(settings.portalUrl() + "/profile", unsubscribe))
        .add("replyToken", replyTokens.of(reader.number(), reader.request(), reader.person()))
        .add("auto", news.stream().noneMatch(one -> WRITTEN.contains(one.happened())))
        .add("unsubscribe", unsubscribe)
        .add("files", files(reader.request(), news));
  }

  private JsonArrayBuilder files(UUID request, List<NotificationRow> news) {
    Set<Long> messages = news.stream().map(NotificationRow::activity).collect(Collectors.toSet());
    List<Attachment> files =
        attachments.ofRequest(request, true).stream()
            .filter(file -> file.message() != null && messages.contains(file.message()))
            .toList();
    JsonArrayBuilder array = Json.createArrayBuilder();
    if (files.stream().mapToLong(Attachment::size).sum() <= MOST_BYTES) {
      files.forEach(file -> array.add(json(file)));
    }
    return array;
  }

  private static JsonObjectBuilder json(Attachment file) {
    return Json.createObjectBuilder()
        .add("id", file.id().toString())
        .add("name", file.name())
        .add("mediaType", file.mediaType());
  }
}
