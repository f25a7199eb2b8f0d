package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * The Kamelets that connectors can be made of, all in the database, so that every node has them.
 */
@ApplicationScoped
public class Kamelets {

  /** Where a Kamelet came from. */
  public enum Origin {
    /** With the application. */
    SHIPPED,
    /** Dropped in the watched folder of a node. */
    FOLDER,
    /** Uploaded by a person. */
    UPLOADED,
    /** From the catalogue of Apache Camel. */
    CATALOGUE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A row of the list. */
  public record Row(String name, String checksum, String origin, Instant updatedAt) {}

  /** A Kamelet cannot be taken; each problem is a sentence. */
  public static class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    Refused(List<String> problems) {
      super(String.join(" ", problems));
      this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
      return problems;
    }
  }

  private Jdbi jdbi;
  private AuditTrail audit;
  private Announcer announcer;

  protected Kamelets() {}

  @Inject
  public Kamelets(Jdbi jdbi, AuditTrail audit, Announcer announcer) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.announcer = announcer;
  }

  /** All of them by name. */
  public List<Row> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select name, checksum, origin, updated_at from kamelet order by name")
                .map(ConstructorMapper.of(Row.class))
                .list());
  }

  public Optional<KameletFile> find(String name) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select yaml from kamelet where name = :name")
                    .bind("name", name)
                    .mapTo(String.class)
                    .findOne())
        .map(KameletFile::parse);
  }

  /** The checksum of each by its name. */
  public Map<String, String> checksums() {
    return all().stream().collect(Collectors.toMap(Row::name, Row::checksum));
  }

  /** Keeps Kamelets that come with the application. */
  @Transactional
  public void keepShipped(List<KameletFile> shipped, Origin origin) {
    shipped.forEach(kamelet -> write(kamelet, origin));
    if (!shipped.isEmpty()) {
      announcer.announce(Announcement.of(Announcement.Topic.CONNECTOR));
    }
  }

  /**
   * Takes one that somebody dropped in the folder of this node.
   *
   * @param node whose folder it is
   * @param isStart whether the node has just started: what any folder has brought before is not
   *     brought again over what came since, by an upload or from another node's folder
   * @return whether something changed
   * @throws Refused when it must not be used
   * @throws KameletFile.Malformed when it is none
   */
  @Transactional
  public boolean takeFromFolder(String yaml, String node, boolean isStart) {
    KameletFile kamelet = checked(yaml);
    if (isStart && wasBrought(kamelet)) {
      return false;
    }
    Optional<String> bringer = bringer(kamelet.name()).filter(other -> !other.equals(node));
    boolean changed = put(kamelet, Origin.FOLDER);
    remember(kamelet, node);
    if (changed) {
      JsonObjectBuilder details = Json.createObjectBuilder().add("checksum", kamelet.checksum());
      bringer.ifPresent(other -> details.add("replaces", other));
      audit.record("node " + node, "kamelet.imported", "kamelet", kamelet.name(), details.build());
    }
    return changed;
  }

  /**
   * Takes one that a person uploads.
   *
   * @throws Refused when it must not be used
   * @throws KameletFile.Malformed when it is none
   */
  @Transactional
  public KameletFile upload(Viewer viewer, String yaml) {
    if (!viewer.is(Role.INTEGRATION_ADMIN)) {
      throw new NotAllowed("upload a Kamelet");
    }
    KameletFile kamelet = checked(yaml);
    put(kamelet, Origin.UPLOADED);
    audit.record(
        viewer,
        "kamelet.uploaded",
        "kamelet",
        kamelet.name(),
        Json.createObjectBuilder().add("checksum", kamelet.checksum()).build());
    return kamelet;
  }

  /** The name of one that comes with the application is taken: an update would undo the change. */
  private KameletFile checked(String yaml) {
    KameletFile kamelet = KameletFile.parse(yaml);
    List<String> problems = KameletCheck.problems(kamelet);
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    boolean isTaken =
        all().stream()
            .anyMatch(
                row ->
                    row.name().equals(kamelet.name())
                        && (row.origin().equals("shipped") || row.origin().equals("catalogue")));
    if (isTaken) {
      throw new Refused(
          List.of(
              "A Kamelet named "
                  + kamelet.name()
                  + " comes with the application: choose another name."));
    }
    return kamelet;
  }

  /** Whether all nodes use just this text, whatever its folder has. */
  public boolean isInUse(KameletFile kamelet) {
    return kamelet.checksum().equals(checksums().get(kamelet.name()));
  }

  /** The node whose folder brought what is in use; empty when no folder did. */
  private Optional<String> bringer(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select b.node from kamelet k join kamelet_brought b on b.name = k.name and b.checksum = k.checksum"
                        + " where k.name = :name and k.origin = 'folder' and b.node <> ''")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
  }

  private boolean wasBrought(KameletFile kamelet) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) > 0 from kamelet_brought where name = :name and checksum = :checksum")
                .bind("name", kamelet.name())
                .bind("checksum", kamelet.checksum())
                .mapTo(Boolean.class)
                .one());
  }

  private void remember(KameletFile kamelet, String node) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into kamelet_brought (name, checksum, node) values (?, ?, ?)"
                    + " on conflict (name, checksum) do update set node = excluded.node, brought_at = now()",
                kamelet.name(),
                kamelet.checksum(),
                node));
  }

  private boolean put(KameletFile kamelet, Origin origin) {
    boolean changed = write(kamelet, origin);
    if (changed) {
      announcer.announce(Announcement.of(Announcement.Topic.CONNECTOR));
    }
    return changed;
  }

  private boolean write(KameletFile kamelet, Origin origin) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "insert into kamelet (name, yaml, checksum, origin) values (:name, :yaml, :checksum, :origin)"
                            + " on conflict (name) do update set yaml = excluded.yaml, checksum = excluded.checksum,"
                            + " origin = excluded.origin, updated_at = now() where kamelet.checksum <> excluded.checksum")
                    .bind("name", kamelet.name())
                    .bind("yaml", kamelet.yaml())
                    .bind("checksum", kamelet.checksum())
                    .bind("origin", origin.word())
                    .execute())
        > 0;
  }
}
