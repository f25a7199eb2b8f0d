package org.guichet.shared;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a committed transaction tells the other processes: look again. It carries ids only, never
 * data.
 *
 * @param topic what changed
 * @param ids the requests concerned, for REQUEST and DELIVERY, or the people, for NOTIFICATION; the
 *     inquiries, for ANSWER; node, request and people, for PRESENCE; empty means "some, look at
 *     all"
 */
public record Announcement(Topic topic, List<UUID> ids) {
  /** The PostgreSQL channel. */
  static final String CHANNEL = "guichet";

  /**
   * PostgreSQL refuses a payload of 8,000 bytes; a list longer than this is announced as "some".
   */
  private static final int MOST_IDS = 200;

  /** What changed. */
  public enum Topic {
    /** Requests: their pages look again, the dispatcher looks for due deliveries. */
    REQUEST,
    /** How deliveries of requests ended: their pages look again. Whom that freed is sent there. */
    DELIVERY,
    /** Connectors, flows or their pauses. */
    CONNECTOR,
    /** A calendar or a target: deadlines are to be worked out anew. */
    SERVICE_LEVEL,
    /** A message lies in the inbox. */
    INBOX,
    /** A change of many requests waits to be done. */
    BULK,
    /** A sign-in was revoked. */
    SESSION,
    /** People were told something, or have read it. */
    NOTIFICATION,
    /** A page asks a company system something. */
    INQUIRY,
    /** An inquiry was answered: whoever waits for it looks. */
    ANSWER,
    /** Who is at a request just now, as one node knows it. */
    PRESENCE
  }

  public static Announcement of(Topic topic) {
    return new Announcement(topic, List.of());
  }

  public static Announcement ofRequests(List<UUID> requests) {
    return of(Topic.REQUEST, requests);
  }

  /** How deliveries of these requests ended. */
  public static Announcement ofDeliveries(List<UUID> requests) {
    return of(Topic.DELIVERY, requests);
  }

  /** What these people have been told. */
  public static Announcement ofPeople(List<UUID> people) {
    return of(Topic.NOTIFICATION, people);
  }

  /** That inquiry was answered. */
  public static Announcement ofAnswer(UUID inquiry) {
    return of(Topic.ANSWER, List.of(inquiry));
  }

  /** Who is at a request, by keys; which of them means what is the affair of who hears it. */
  public static Announcement ofPresence(List<UUID> keys) {
    return of(Topic.PRESENCE, keys);
  }

  private static Announcement of(Topic topic, List<UUID> ids) {
    List<UUID> distinct = ids.stream().distinct().toList();
    return new Announcement(topic, distinct.size() > MOST_IDS ? List.of() : distinct);
  }

  /** The requests concerned; empty means some, or that it is about something else. */
  public List<UUID> requests() {
    return isAboutRequests() ? ids : List.of();
  }

  /** Whether it is about requests, those that it names or some. */
  public boolean isAboutRequests() {
    return topic == Topic.REQUEST || topic == Topic.DELIVERY;
  }

  /** Whether it concerns that request. */
  public boolean concerns(UUID request) {
    return isAboutRequests() && (ids.isEmpty() || ids.contains(request));
  }

  /** Whether it is about what that person is told. */
  public boolean concernsPerson(UUID person) {
    return topic == Topic.NOTIFICATION && (ids.isEmpty() || ids.contains(person));
  }

  String payload() {
    return topic + ids.stream().map(UUID::toString).collect(Collectors.joining(",", " ", ""));
  }

  static Announcement parse(String payload) {
    String[] words = payload.trim().split(" ", 2);
    Topic topic = Topic.valueOf(words[0]);
    return words.length == 1
        ? of(topic)
        : new Announcement(
            topic, Arrays.stream(words[1].split(",")).map(UUID::fromString).toList());
  }
}
