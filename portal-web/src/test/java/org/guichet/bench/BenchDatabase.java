package org.guichet.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.demo.BelievableYears;
import org.guichet.demo.RepairCompany;
import org.guichet.directory.People;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.request.RequestRow;
import org.guichet.request.Requests;
import org.guichet.shared.Database;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** The measured portal's database, and what the measurements want to know of it. */
final class BenchDatabase {
  private final String url;
  private final Jdbi jdbi;

  /**
   * @param url its JDBC address, with its user
   */
  BenchDatabase(String url) {
    this.url = url;
    this.jdbi = Jdbi.create(source(url));
    jdbi.useHandle(handle -> handle.execute("create extension if not exists pg_stat_statements"));
  }

  private static DataSource source(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    return source;
  }

  Jdbi jdbi() {
    return jdbi;
  }

  /**
   * One more database beside it with fewer requests.
   *
   * @return its address
   */
  Jdbi smaller(int requests) throws Exception {
    String name = "small" + requests;
    jdbi.useHandle(
        handle -> {
          handle.execute("drop database if exists " + name);
          handle.execute("create database " + name);
        });
    DataSource source = source(url.replaceFirst("/guichet\\?", "/" + name + "?"));
    Database.migrate(source);
    Path key = Files.createTempFile("bench", ".key");
    Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
    RepairCompany.seed(source, key, "http://localhost/realms/guichet", "http://localhost");
    BelievableYears.fill(source, null, requests, Instant.now());
    return Jdbi.create(source);
  }

  /** How much there is. */
  String size() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select format('%s requests, %s activities, %s deliveries, %s organizations, PostgreSQL %s',"
                        + " (select count(*) from service_request), (select count(*) from activity),"
                        + " (select count(*) from delivery), (select count(*) from organization),"
                        + " current_setting('server_version'))")
                .mapTo(String.class)
                .one());
  }

  /** Statements of the portal's database so far. */
  long statements() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select sum(calls) from pg_stat_statements s join pg_database d on d.oid = s.dbid"
                        + " where d.datname = 'guichet'")
                .mapTo(Long.class)
                .one());
  }

  /** Somebody of the demo. */
  static Viewer viewer(Jdbi jdbi, String username) {
    UUID person =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select id from person where username = :username")
                    .bind("username", username)
                    .mapTo(UUID.class)
                    .one());
    Role role = username.equals("sofia") ? Role.SUPERVISOR : Role.CUSTOMER;
    return new People(jdbi).viewer(person, Set.of(role));
  }

  /** Numbers of requests that this person sees. */
  List<String> numbers(String username, int most) {
    Requests requests = new Requests(jdbi, null, null, null, null);
    return requests
        .list(
            viewer(jdbi, username),
            new RequestFilter(
                Scope.VISIBLE,
                RequestFilter.Progress.ANY,
                null,
                null,
                null,
                RequestFilter.Order.OLDEST,
                null),
            most)
        .stream()
        .map(RequestRow::number)
        .toList();
  }

  /** Words that stand in one or two requests only. */
  List<String> serialNumbers(int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select substring(body from 'SN[A-Z]{2}[0-9]{6}') from activity"
                        + " where body ~ 'SN[A-Z]{2}[0-9]{6}' limit :most")
                .bind("most", most)
                .mapTo(String.class)
                .list());
  }
}
