package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.attachment.Attachments;
import org.guichet.attachment.RefusedFile;
import org.guichet.conversation.QuotedText;
import org.guichet.conversation.ReplyTokens;
import org.guichet.delivery.Connector;
import org.guichet.directory.People;
import org.guichet.request.RequestDesk;
import org.jdbi.v3.core.Jdbi;

/**
 * Turns a mail into a message of the request that it answers. The request is found by the signed
 * address, else by the Message-ID of the mail that it answers; whoever wrote it must be somebody
 * who may see that request. Everything else is kept for a person to look at; what machines write is
 * left alone, so that no two of them talk to each other for ever.
 */
@ApplicationScoped
public class ReplyByMail {
  /** More mails of one person in an hour are a machine's. */
  private static final int MOST_AN_HOUR = 30;

  private Jdbi jdbi;
  private People people;
  private ReplyTokens tokens;
  private Attachments attachments;
  private RequestDesk desk;

  protected ReplyByMail() {}

  @Inject
  public ReplyByMail(
      Jdbi jdbi, People people, ReplyTokens tokens, Attachments attachments, RequestDesk desk) {
    this.jdbi = jdbi;
    this.people = people;
    this.tokens = tokens;
    this.attachments = attachments;
    this.desk = desk;
  }

  /**
   * A request that the mail may be about.
   *
   * @param addressee for whom the address was made out; null when it was found in another way
   */
  private record Match(UUID request, String number, UUID addressee) {}

  @Transactional
  public Applied apply(Connector connector, MailWord mail) {
    if (mail.automatic()) {
      return Applied.ignored(
          "A machine wrote it: absence notes, bounces and lists change nothing.");
    }
    if (ReplyTokens.claimed(mail.from()).isPresent()) {
      return Applied.ignored("It comes from an address of ours: a loop.");
    }
    Optional<Match> match = match(mail);
    if (match.isEmpty()) {
      return Applied.setAside("No request is known that this mail of " + mail.from() + " answers.");
    }
    Optional<Viewer> sender = sender(mail.from(), match.get().request());
    if (sender.isEmpty()) {
      return Applied.setAside(mail.from() + " is nobody who may see " + match.get().number() + ".");
    }
    UUID addressee = match.get().addressee();
    if (addressee != null && !addressee.equals(sender.get().personId())) {
      return Applied.setAside(
          mail.from() + " answers to an address that was made out for somebody else.");
    }
    if (sentLastHour(sender.get()) >= MOST_AN_HOUR) {
      return Applied.setAside(
          mail.from() + " has sent more than " + MOST_AN_HOUR + " mails within an hour.");
    }
    return add(connector, mail, sender.get(), match.get());
  }

  private Optional<Match> match(MailWord mail) {
    for (String address : mail.to()) {
      Optional<Match> signed = ReplyTokens.claimed(address).flatMap(this::signed);
      if (signed.isPresent()) {
        return signed;
      }
    }
    return mail.answers().stream().map(this::answered).flatMap(Optional::stream).findFirst();
  }

  /** The address is genuine when it was made out for anybody who has to do with the request. */
  private Optional<Match> signed(ReplyTokens.Claim claim) {
    Optional<UUID> request =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select id from service_request where number = :number")
                    .bind("number", claim.number())
                    .mapTo(UUID.class)
                    .findOne());
    return request.flatMap(
        id ->
            concerned(id).stream()
                .filter(person -> tokens.isGenuine(claim, id, person))
                .findFirst()
                .map(person -> new Match(id, claim.number(), person)));
  }

  private List<UUID> concerned(UUID request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select requester_id from service_request where id = :id"
                        + " union select assignee_id from service_request where id = :id and assignee_id is not null"
                        + " union select author_id from activity where request_id = :id and author_id is not null"
                        + " union select person_id from participant where request_id = :id")
                .bind("id", request)
                .mapTo(UUID.class)
                .list());
  }

  private Optional<Match> answered(String messageId) {
    String bare = messageId.strip().replaceAll("^<|>$", "");
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select r.id, r.number from delivery d join service_request r on r.id = d.request_id"
                        + " where d.external_id in (:bare, '<' || :bare || '>') and d.external_id like '%@%' limit 1")
                .bind("bare", bare)
                .map(
                    (row, context) ->
                        new Match(row.getObject("id", UUID.class), row.getString("number"), null))
                .findOne());
  }

  /**
   * The person of that address, if he may see the request. Who is in the request's team counts as
   * an agent; what else the identity provider knows about him is not known here.
   */
  private Optional<Viewer> sender(String address, UUID request) {
    List<UUID> known =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select id from person where lower(email) = :email and email <> '' order by created_at")
                    .bind("email", address.strip().toLowerCase(Locale.ROOT))
                    .mapTo(UUID.class)
                    .list());
    return known.stream()
        .map(person -> people.viewer(person, Set.of(Role.CUSTOMER, Role.AGENT)))
        .filter(viewer -> maySee(viewer, request))
        .findFirst();
  }

  private boolean maySee(Viewer viewer, UUID request) {
    Visibility visibility = Visibility.of(viewer);
    return jdbi.withHandle(
        handle ->
            visibility
                .bind(
                    handle
                        .createQuery(
                            "select exists (select 1 from service_request r where r.id = :request and "
                                + visibility.of("r")
                                + ")")
                        .bind("request", request))
                .mapTo(Boolean.class)
                .one());
  }

  private int sentLastHour(Viewer sender) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from activity a join connector c on c.key = a.origin"
                        + " where a.author_id = :person and a.happened_at > now() - interval '1 hour'")
                .bind("person", sender.personId())
                .mapTo(Integer.class)
                .one());
  }

  private Applied add(Connector connector, MailWord mail, Viewer sender, Match match) {
    String text = fitting(QuotedText.cut(mail.text()));
    UUID draft = mail.files().isEmpty() ? null : UUID.randomUUID();
    List<String> refused = upload(sender, draft, mail.files());
    if (text.isBlank()) {
      text = mail.files().isEmpty() ? mail.subject() : "(" + mail.subject() + ")";
    }
    if (text == null || text.isBlank()) {
      return Applied.ignored("It is empty.");
    }
    desk.reply(sender, match.number(), text, draft, connector.key());
    return Applied.applied(
        "Added to "
            + match.number()
            + (refused.isEmpty() ? "." : "; these files were refused: " + refused + "."));
  }

  private static String fitting(String text) {
    return text.length() <= RequestDesk.LONGEST_MESSAGE
        ? text
        : text.substring(0, RequestDesk.LONGEST_MESSAGE - 1) + "…";
  }

  private List<String> upload(Viewer sender, UUID draft, List<MailWord.MailFile> files) {
    List<String> refused = new ArrayList<>();
    for (MailWord.MailFile file : files) {
      try {
        attachments.receive(sender, draft, file.name(), new ByteArrayInputStream(file.content()));
      } catch (RefusedFile e) {
        refused.add(file.name());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return refused;
  }
}
