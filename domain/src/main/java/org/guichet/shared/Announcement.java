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
 * @param requests the requests concerned, for REQUEST and DELIVERY; empty means "some, look at all"
 */
public record Announcement(Topic topic, List<UUID> requests) {
  /** The PostgreSQL channel. */
  static final String CHANNEL = "guichet";

  /**
   * PostgreSQL refuses a payload of 8,000 bytes; a list longer than this is announced as "some".
   */
  private static final int MOST_REQUESTS = 200;

  /** What changed. */
  public enum Topic {
    /** Requests: their pages look again, the dispatcher looks for due deliveries. */
    REQUEST,
    /** How deliveries of requests ended: their pages look again. Whom that freed is sent there. */
    DELIVERY,
    /** Connectors, flows or their pauses. */
    CONNECTOR,
    /** A message lies in the inbox. */
    INBOX,
    /** A sign-in was revoked. */
    SESSION
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

  private static Announcement of(Topic topic, List<UUID> requests) {
    List<UUID> distinct = requests.stream().distinct().toList();
    return new Announcement(topic, distinct.size() > MOST_REQUESTS ? List.of() : distinct);
  }

  /** Whether it is about requests, those that it names or some. */
  public boolean isAboutRequests() {
    return topic == Topic.REQUEST || topic == Topic.DELIVERY;
  }

  /** Whether it concerns that request. */
  public boolean concerns(UUID request) {
    return isAboutRequests() && (requests.isEmpty() || requests.contains(request));
  }

  String payload() {
    return topic + requests.stream().map(UUID::toString).collect(Collectors.joining(",", " ", ""));
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
