package org.guichet.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.guichet.demo.RepairCompany;
import org.guichet.shared.Database;
import org.guichet.shared.EmbeddedDatabase;
import org.jdbi.v3.core.Jdbi;

/**
 * A durable PostgreSQL with a company of four equal systems, the sinks, each told of every request
 * that is submitted.
 */
public final class SinkCompany implements AutoCloseable {
  /** As much as the mappings of the demo do. */
  private static final String MAPPING =
      "{reference: .request.number, subject: .request.subject, description: .request.text,"
          + " customer: {name: .requester.name, email: .requester.email, organization: .organization.name},"
          + " lines: [{text: .request.service, amount: 85.00}]}";

  private static final String CONNECTOR =
      "insert into connector (key, name, record, place, kamelet, properties, idempotent, concurrency, position)"
          + " values (:key, '{\"en\": \"Sink\"}', '{\"en\": \"Record\"}', '{\"en\": \"in a sink\"}',"
          + " 'company-invoicing-action', jsonb_build_object('baseUrl', :url, 'apiKey', 'bench'), :idempotent, :concurrency, :position)";

  private static final String FLOW =
      "insert into flow (key, event_type, connector_id, mapping)"
          + " select key || '-record', 'request.submitted', id, :mapping from connector where key = :key";

  private final Path directory;
  private final Path masterKey;
  private EmbeddedDatabase postgres;

  private SinkCompany(Path directory, Path masterKey) {
    this.directory = directory;
    this.masterKey = masterKey;
    this.postgres = EmbeddedDatabase.start(directory.resolve("data"), 0);
  }

  /** Starts PostgreSQL, with its data below that directory. */
  public static SinkCompany start(Path directory) throws IOException {
    Path masterKey = directory.resolve("master.key");
    Files.writeString(masterKey, Base64.getEncoder().encodeToString(new byte[32]));
    return new SinkCompany(directory, masterKey);
  }

  /** Starts PostgreSQL again on the same port and data, after it was killed. */
  public void startAgain() {
    int port = postgres.port();
    postgres
        .close(); // the library holds a lock on the directory of a database that it believes to run
    postgres = EmbeddedDatabase.start(directory.resolve("data"), port);
  }

  /** Makes a database of that name whose connectors call these ports. */
  public void create(String name, List<Integer> ports, int concurrency) {
    postgres.createDatabase(name);
    DataSource database = postgres.dataSource(name);
    Database.migrate(database);
    RepairCompany.seed(database, masterKey, "http://localhost/realms/guichet", "http://localhost");
    Jdbi.create(database)
        .useTransaction(
            handle -> {
              handle.execute("truncate connector, flow cascade");
              for (int system = 1; system <= ports.size(); system++) {
                handle
                    .createUpdate(CONNECTOR)
                    .bind("key", "sink" + system)
                    .bind("url", "http://127.0.0.1:" + ports.get(system - 1))
                    .bind("concurrency", concurrency)
                    .bind("idempotent", system <= Sink.HONOUR_KEYS)
                    .bind("position", system)
                    .execute();
                handle
                    .createUpdate(FLOW)
                    .bind("key", "sink" + system)
                    .bind("mapping", MAPPING)
                    .execute();
              }
            });
  }

  public DataSource dataSource(String name) {
    return postgres.dataSource(name);
  }

  public Jdbi jdbi(String name) {
    return Jdbi.create(dataSource(name));
  }

  public String url(String name) {
    return postgres.url(name);
  }

  public String user() {
    return postgres.user();
  }

  public long pid() {
    return postgres.pid();
  }

  public Path masterKey() {
    return masterKey.toAbsolutePath();
  }

  @Override
  public void close() {
    postgres.close();
  }
}
