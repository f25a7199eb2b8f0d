package org.guichet.integration.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.peer.Peer;
import org.guichet.shared.Jq;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every storage connector does, seen from the server's own disk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StorageContract {
  private static final long MB = 1024 * 1024;

  private final String peerName;
  private final String kamelet;
  Peer peer;
  StorageTrial trial;
  private int requests;

  StorageContract(String peerName) {
    this.peerName = peerName;
    this.kamelet = peerName + "-action";
  }

  /** The right properties of a connector to the peer. */
  abstract Map<String, String> properties() throws IOException;

  /** What differs when its credentials are wrong. */
  abstract Map<String, String> wrongCredentials() throws IOException;

  /** What differs when nobody listens. */
  abstract Map<String, String> nobody();

  /** What differs when the folder below which everything is made is not there. */
  abstract Map<String, String> noSuchPlace();

  @BeforeAll
  void start() throws Exception {
    peer = Peer.start(peerName, Map.of());
    trial = new StorageTrial();
  }

  @AfterAll
  void stop() throws Exception {
    if (trial != null) {
      trial.close();
    }
    if (peer != null) {
      peer.close();
    }
  }

  Connection open() throws IOException {
    return open(Map.of());
  }

  Connection open(Map<String, String> different) throws IOException {
    Map<String, String> properties = new HashMap<>(properties());
    properties.putAll(different);
    properties.values().removeIf(String::isEmpty);
    return trial.open(kamelet, properties);
  }

  String newReference() {
    return "R-2026-" + String.format("%06d", ++requests);
  }

  /** A file as a mapping names it. */
  record Sent(String id, String name, Long size, String sha256) {
    JsonObject json() {
      JsonObjectBuilder file =
          Json.createObjectBuilder()
              .add("id", id)
              .add("name", name)
              .add("mediaType", "application/pdf")
              .add("sha256", sha256);
      return size == null ? file.build() : file.add("size", size).build();
    }
  }

  Sent file(String name, String content) {
    byte[] bytes = content.getBytes(UTF_8);
    return new Sent(
        trial.file(() -> new ByteArrayInputStream(bytes)), name, (long) bytes.length, sum(bytes));
  }

  static String sum(byte[] bytes) {
    return sum(new ByteArrayInputStream(bytes));
  }

  static String sum(InputStream content) {
    try (DigestInputStream sum =
        new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
      sum.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sum.getMessageDigest().digest());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static String folder(String reference, Sent... files) {
    return mapped("folder", reference, "first", files);
  }

  static String mapped(String kind, String reference, String fact, Sent... files) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    Stream.of(files).map(Sent::json).forEach(list::add);
    return Json.createObjectBuilder()
        .add("kind", kind)
        .add("reference", reference)
        .add("facts", Json.createObjectBuilder().add("fact", fact))
        .add("text", reference + "  Écran cassé\n")
        .add("files", list)
        .build()
        .toString();
  }

  static JsonObject deliver(Connection connection, boolean repeated, String body)
      throws CallFailed {
    return JsonText.object(
        connection
            .call(Verb.DELIVER, body, new Envelope("key", repeated, Envelope.newTraceId()))
            .body());
  }

  static JsonObject ask(Connection connection, Verb verb, String name, String value)
      throws CallFailed {
    String body = JsonText.of(Map.of(name, value));
    return JsonText.object(connection.call(verb, body, Envelope.reading()).body());
  }

  static CallFailed failure(Connection connection, Verb verb, String body) {
    return catchThrowableOfType(
        CallFailed.class,
        () -> connection.call(verb, body, new Envelope("key", false, Envelope.newTraceId())));
  }

  Path onDisk(String reference) {
    return Path.of(peer.value("files")).resolve(reference);
  }

  /** What a person sees who looks into the folder. */
  List<String> seen(String reference) throws IOException {
    if (!Files.exists(onDisk(reference))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(onDisk(reference))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  String sumOnDisk(String reference, String name) throws IOException {
    return sum(Files.newInputStream(onDisk(reference).resolve(name)));
  }

  @Test
  void aRequestBecomesAFolderThatSpeaksForItself() throws Exception {
    Connection connection = open();
    String reference = newReference();
    Sent french = file("écran & clavier 100%.jpg", "one");
    Sent japanese = file("事故 写真 (1).png", "two two");
    Sent odd = file("plan + #1; [a] ~'${body}.pdf", "three");

    JsonObject receipt = deliver(connection, false, folder(reference, french, japanese, odd));

    assertThat(receipt.getString("externalId")).contains(reference);
    assertThat(receipt.getString("externalStatus")).isEqualTo("open");
    assertThat(seen(reference))
        .containsExactlyInAnyOrder(
            "request.json", "request.txt", french.name(), japanese.name(), odd.name());
    for (Sent file : List.of(french, japanese, odd)) {
      assertThat(sumOnDisk(reference, file.name())).isEqualTo(file.sha256());
    }
    assertThat(Files.readString(onDisk(reference).resolve("request.json"))).contains("\"first\"");
    assertThat(Files.readString(onDisk(reference).resolve("request.txt")))
        .isEqualTo(reference + "  Écran cassé\n");
    assertThat(ask(connection, Verb.FIND, "reference", reference)).isEqualTo(receipt);
    assertThat(ask(connection, Verb.FIND, "reference", "R-2026-999999 ?*/..#")).isEmpty();
    String id = receipt.getString("externalId");
    assertThat(ask(connection, Verb.STATUS, "externalId", id)).isEqualTo(receipt);
    assertThat(ask(connection, Verb.READ, "externalId", id).getJsonArray("files")).hasSize(5);
  }

  @Test
  void aProbeChangesNothing() throws Exception {
    assertThat(ask(open(), Verb.PROBE, "x", "y")).isEmpty();
    assertThat(seen("")).noneMatch(name -> name.contains("probe"));
  }

  @Test
  void aRepeatSendsNothingTwice() throws Exception {
    Connection connection = open();
    String reference = newReference();
    Sent file = file("a.pdf", "one");
    JsonObject receipt = deliver(connection, false, folder(reference, file));

    assertThat(deliver(connection, true, folder(reference, file))).isEqualTo(receipt);
    assertThat(seen(reference)).containsExactly("a.pdf", "request.json", "request.txt");
    assertThat(trial.openings(file.id())).isEqualTo(1);
  }

  @Test
  void aFileThatIsThereInAnotherSizeIsReplaced() throws Exception {
    Connection connection = open();
    String reference = newReference();
    deliver(connection, false, folder(reference, file("a.pdf", "one")));
    Sent right = file("a.pdf", "the right one");

    deliver(connection, true, folder(reference, right));
    assertThat(seen(reference)).containsExactly("a.pdf", "request.json", "request.txt");
    assertThat(sumOnDisk(reference, "a.pdf")).isEqualTo(right.sha256());
  }

  @Test
  void aLaterFileJoinsAndTheFactsStay() throws Exception {
    Connection connection = open();
    String reference = newReference();
    Sent first = file("photo.jpg", "one");
    JsonObject receipt = deliver(connection, false, folder(reference, first));
    Sent later = file("Photo.jpg", "two");

    assertThat(deliver(connection, false, mapped("file", reference, "second", first, later)))
        .isEqualTo(receipt);
    assertThat(seen(reference))
        .containsExactlyInAnyOrder(
            "Photo (" + later.id().substring(0, 8) + ").jpg",
            "photo.jpg",
            "request.json",
            "request.txt");
    assertThat(Files.readString(onDisk(reference).resolve("request.json"))).contains("\"first\"");
    assertThat(trial.openings(first.id())).isEqualTo(1);
  }

  @Test
  void aFolderThatSomebodyDeletedIsMadeAgain() throws Exception {
    Connection connection = open();
    String reference = newReference();
    Sent first = file("a.pdf", "one");
    String id = deliver(connection, false, folder(reference, first)).getString("externalId");
    deleteOnDisk(reference);

    assertThat(ask(connection, Verb.STATUS, "externalId", id).getString("externalStatus"))
        .isEqualTo("missing");
    assertThat(ask(connection, Verb.FIND, "reference", reference)).isEmpty();
    deliver(connection, false, mapped("file", reference, "second", first, file("b.pdf", "two")));
    assertThat(seen(reference)).containsExactly("a.pdf", "b.pdf", "request.json", "request.txt");
  }

  private void deleteOnDisk(String reference) throws IOException {
    try (Stream<Path> files = Files.walk(onDisk(reference))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Sent sent(Film film, String name) throws Exception {
    return new Sent(trial.file(film::open), name, film.size(), film.sha256());
  }

  @Test
  void twoHundredMegabytesGoThroughInSmallPieces() throws Exception {
    Film film = new Film(200 * MB, position -> {});
    Sent sent = sent(film, "film.mp4");
    String reference = newReference();

    deliver(open(), false, folder(reference, sent));
    assertThat(sumOnDisk(reference, "film.mp4")).isEqualTo(sent.sha256());
    assertThat(film.mostHeld()).isLessThan(32 * MB);
  }

  @Test
  void aServerKilledInTheMiddleEndsWithOneWholeFile() throws Exception {
    boolean[] isKilled = new boolean[1];
    Film film =
        new Film(
            64 * MB,
            position -> {
              if (position > 40 * MB && !isKilled[0]) {
                isKilled[0] = true;
                kill();
              }
            });
    Sent sent = sent(film, "film.mp4");
    String reference = newReference();
    Connection connection = open();

    CallFailed failure = failure(connection, Verb.DELIVER, folder(reference, sent));
    assertThat(failure.reason()).isIn(Reason.BROKEN_OFF, Reason.UNREACHABLE, Reason.TIMEOUT);
    assertThat(isKilled[0]).isTrue();
    assertThat(seen(reference)).doesNotContain("film.mp4");

    peer.restart();
    deliver(connection, true, folder(reference, sent));
    assertThat(seen(reference)).containsExactly("film.mp4", "request.json", "request.txt");
    assertThat(sumOnDisk(reference, "film.mp4")).isEqualTo(sent.sha256());
    assertNothingIsLeft(reference);
  }

  private void kill() {
    try {
      peer.kill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What only the system itself can tell. */
  void assertNothingIsLeft(String reference) throws Exception {}

  /** For systems where an unfinished file is a file. */
  void assertThatUnfinishedFilesGo() throws Exception {
    Connection connection = open();
    String reference = newReference();
    Sent file = file("a.pdf", "one");
    deliver(connection, false, folder(reference, file));
    Files.writeString(onDisk(reference).resolve("a.pdf.1a2b3c4d.part"), "on");
    Files.writeString(onDisk(reference).resolve("chapter.part"), "somebody else's");

    deliver(connection, false, mapped("file", reference, "second", file));
    assertThat(seen(reference))
        .containsExactly("a.pdf", "chapter.part", "request.json", "request.txt");
  }

  @Test
  void anUploadWhoseTimeIsOverEndsAtOnce() throws Exception {
    AtomicLong read = new AtomicLong();
    Film film =
        new Film(
            64 * MB,
            position -> {
              read.set(position);
              if (position > 20 * MB) {
                Thread.currentThread().interrupt();
              }
            });
    Sent sent = sent(film, "film.mp4");
    String reference = newReference();

    CallFailed failure = failure(open(), Verb.DELIVER, folder(reference, sent));
    Thread.interrupted(); // the next test begins without it
    assertThat(failure).isNotNull();
    assertThat(read.get()).isLessThan(32 * MB);
    assertThat(seen(reference)).doesNotContain("film.mp4");
    assertNothingIsLeft(reference);
  }

  @Test
  void theMappingsItBringsAreUnderstood() throws Exception {
    Kamelet described = Kamelet.find(kamelet).orElseThrow();
    Connection connection = open();
    String reference = newReference();
    String event = event(reference, file("a.pdf", "one"), file("b.pdf", "two"));
    for (String kind : List.of("request.submitted", "file.added")) {
      String mapping = described.annotations().get("guichet.org/mapping." + kind);
      deliver(connection, false, Jq.of(mapping).apply(event, Map.of()));
    }

    assertThat(seen(reference)).containsExactly("a.pdf", "b.pdf", "request.json", "request.txt");
    assertThat(Files.readString(onDisk(reference).resolve("request.txt")))
        .startsWith(reference + "  Écran cassé\nRepair\nFrom: Camille Moreau c@example.test\n");
    assertThat(
            JsonText.object(Files.readString(onDisk(reference).resolve("request.json")))
                .getJsonObject("request")
                .getString("number"))
        .isEqualTo(reference);
    String read =
        connection
            .call(
                Verb.READ,
                JsonText.of(Map.of("externalId", onlyId(connection, reference))),
                Envelope.reading())
            .body();
    JsonObject translated =
        JsonText.object(
            Jq.of(described.annotations().get("guichet.org/translation")).apply(read, Map.of()));
    assertThat(translated.getString("status")).isEqualTo("open");
    assertThat(Instant.parse(translated.getString("changedAt"))).isBefore(Instant.now());
  }

  private static String onlyId(Connection connection, String reference) throws CallFailed {
    return ask(connection, Verb.FIND, "reference", reference).getString("externalId");
  }

  private static String event(String reference, Sent... files) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    Stream.of(files).map(Sent::json).forEach(list::add);
    return Json.createObjectBuilder()
        .add(
            "request",
            Json.createObjectBuilder()
                .add("number", reference)
                .add("subject", "Écran cassé")
                .add("service", "Repair")
                .add("submittedAt", "2026-11-21T10:15:30Z"))
        .add(
            "requester",
            Json.createObjectBuilder().add("name", "Camille Moreau").add("email", "c@example.test"))
        .addNull("organization")
        .add("attachments", list)
        .build()
        .toString();
  }

  @Test
  void contentThatIsNotWhatWasAcceptedIsNotShown() throws Exception {
    String reference = newReference();
    Supplier<InputStream> other = () -> new ByteArrayInputStream("other".getBytes(UTF_8));
    Sent damaged = new Sent(trial.file(other), "a.pdf", 5L, sum("right".getBytes(UTF_8)));

    CallFailed failure = failure(open(), Verb.DELIVER, folder(reference, damaged));
    assertThat(failure.reason()).isEqualTo(Reason.FILE_MISSING);
    assertThat(seen(reference)).containsExactly("request.json", "request.txt");
    assertNothingIsLeft(reference);
  }

  @Test
  void aFileOfUnknownSizeGoesToo() throws Exception {
    String reference = newReference();
    Sent sized = file("a.pdf", "one");

    deliver(open(), false, folder(reference, new Sent(sized.id(), "a.pdf", null, sized.sha256())));
    assertThat(sumOnDisk(reference, "a.pdf")).isEqualTo(sized.sha256());
  }

  @Test
  void wrongCredentialsAreAMatterOfCredentials() throws Exception {
    Connection connection = open(wrongCredentials());
    for (Verb verb : List.of(Verb.PROBE, Verb.DELIVER)) {
      CallFailed failure = failure(connection, verb, folder(newReference()));

      assertThat(failure.isAboutCredentials()).as(verb + " " + failure).isTrue();
      assertThat(String.valueOf(failure.answer())).doesNotContain("not-the-secret");
      assertThat(failure.toString() + failure.getCause()).doesNotContain("not-the-secret");
    }
  }

  @Test
  void nobodyListeningIsUnreachable() throws Exception {
    CallFailed failure = failure(open(nobody()), Verb.PROBE, "{}");

    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void aPlaceThatIsNotThereCanStillBeMade() throws Exception {
    CallFailed failure = failure(open(noSuchPlace()), Verb.DELIVER, folder(newReference()));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_NOW);
    assertThat(failure.answer()).containsAnyOf("is not there", "NoSuchBucket");
  }

  @Test
  void aMappingWithoutAReferenceIsRefused() throws Exception {
    CallFailed failure = failure(open(), Verb.DELIVER, "{\"kind\": \"folder\"}");

    assertThat(failure.reason()).isEqualTo(Reason.DECLINED);
    assertThat(failure.answer()).contains("names no reference");
  }

  @Test
  void aReferenceLeadsNowhereElse() throws Exception {
    String reference = "../../" + UUID.randomUUID();
    String id = deliver(open(), false, folder(reference)).getString("externalId");

    assertThat(id).doesNotContain("/..").doesNotStartWith(".");
    assertThat(seen(id)).containsExactly("request.json", "request.txt");
    assertThat(failure(open(), Verb.STATUS, "{\"externalId\": \"../x\"}").reason())
        .isEqualTo(Reason.DECLINED);
  }
}
