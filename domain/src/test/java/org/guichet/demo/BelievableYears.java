package org.guichet.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Two years of requests as a company could have had them: 200 organizations with their people,
 * conversations, files, deliveries with attempts, invoices. The same seed and day give the same
 * rows.
 */
public final class BelievableYears {
  private static final long SEED = 2026_11_22;
  private static final int YEARS_IN_DAYS = 730;
  private static final int BATCH = 1_000;
  private static final double LEAST_DEMO_SHARE = 0.004;
  private static final double MOST_DEMO_SHARE = 0.05;
  private static final double DEMO_REQUESTS = 60;

  private final int requests;
  private final Instant today;
  private final Random random = new Random(SEED);
  private final BelievableTexts texts = new BelievableTexts(random);
  private final BelievableCompany company = new BelievableCompany(random, texts);
  private final Map<Integer, Integer> lastNumbers = new HashMap<>();

  private BelievableYears(int requests, Instant today) {
    this.requests = requests;
    this.today = today;
  }

  /**
   * Fills a database that {@link RepairCompany} has seeded, in one transaction, while nobody works
   * on it; one that was filled before stays as it is.
   *
   * @param blobs folder of the blob store; null when nobody will open the files
   * @param requests how many
   * @param today when the two years end
   * @return whether anything was added
   */
  public static boolean fill(DataSource dataSource, Path blobs, int requests, Instant today) {
    try (Connection connection = dataSource.getConnection();
        Handle handle = Jdbi.create(connection).open()) {
      if (isFilled(handle)) {
        return false;
      }
      connection.setAutoCommit(false);
      new BelievableYears(requests, today).write(connection, handle, blobs);
      connection.commit();
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("vacuum analyze");
      }
      return true;
    } catch (SQLException e) {
      throw new IllegalStateException("The believable years could not be written", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFilled(Handle handle) {
    return handle
        .createQuery("select exists (select 1 from person where issuer = 'urn:guichet:believable')")
        .mapTo(Boolean.class)
        .one();
  }

  private void write(Connection connection, Handle handle, Path blobs)
      throws SQLException, IOException {
    // Neither foreign keys nor triggers, row by row: what is written here fits by itself.
    handle.execute("set local session_replication_role = replica");
    company.read(handle);
    CopyBatch batch = new CopyBatch();
    company.enlarge(batch);
    batch.send(connection);
    handle
        .createQuery(
            "select split_part(number, '-', 2)::int as year, max(split_part(number, '-', 3)::int) as last"
                + " from service_request group by 1")
        .map((row, context) -> lastNumbers.put(row.getInt("year"), row.getInt("last")))
        .list();
    BelievableDeliveries deliveries =
        new BelievableDeliveries(
            random,
            company.systems(),
            today,
            next(handle, "outbox_event"),
            next(handle, "delivery"));
    BelievableRequest request = new BelievableRequest(random, texts, company, deliveries, today);
    BlobCopies files = new BlobCopies(blobs, company.id());
    double demoShare =
        Math.max(LEAST_DEMO_SHARE, Math.min(MOST_DEMO_SHARE, DEMO_REQUESTS / requests));
    int written = 0;
    for (long submitted : moments()) {
      Instant at = Instant.ofEpochSecond(submitted);
      request.write(batch, company.organization(demoShare), number(at), at, files);
      if (++written % BATCH == 0) {
        batch.send(connection);
      }
    }
    batch.send(connection);
    settle(handle, deliveries);
  }

  private static long next(Handle handle, String table) {
    return handle
        .createQuery("select nextval(pg_get_serial_sequence(:table, 'id'))")
        .bind("table", table)
        .mapTo(Long.class)
        .one();
  }

  /** Working hours of working days, more of them lately than two years ago; in their order. */
  private long[] moments() {
    long begin = today.minus(Duration.ofDays(YEARS_IN_DAYS)).getEpochSecond();
    long end = today.getEpochSecond();
    long[] moments = new long[requests];
    for (int i = 0; i < requests; i++) {
      moments[i] = moment(begin, end);
    }
    Arrays.sort(moments);
    return moments;
  }

  private long moment(long begin, long end) {
    while (true) {
      long second = begin + (long) ((end - begin) * Math.pow(random.nextDouble(), 0.85));
      var at = Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC);
      boolean weekend =
          at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
      boolean office = at.getHour() >= 7 && at.getHour() < 18;
      if (random.nextDouble() < (weekend ? 0.08 : 1) * (office ? 1 : 0.06)) {
        return second;
      }
    }
  }

  private String number(Instant at) {
    int year = at.atZone(ZoneOffset.UTC).getYear();
    return String.format("R-%d-%06d", year, lastNumbers.merge(year, 1, Integer::sum));
  }

  private void settle(Handle handle, BelievableDeliveries deliveries) {
    lastNumbers.forEach(
        (year, last) ->
            handle.execute(
                "select next_request_number(?), setval(?::regclass, ?)",
                year,
                "request_number_" + year,
                last));
    BelievableWork.write(handle, texts, today);
    handle.execute("select search_catch_up()"); // the triggers did not see it
    handle.execute(
        "insert into service_recount select r.id from service_request r join service_level l on l.type_id = r.type_id"
            + " where r.status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER') on conflict do nothing");
    // What is settled had its promises too: forty hours of work are a week.
    handle.execute(
        "insert into service_clock (request_id, target, minutes, started_at, due_at, ended_at)"
            + " select r.id, t.target, t.minutes, r.submitted_at, r.submitted_at + t.minutes * interval '252 seconds',"
            + " case t.target when 'RESOLUTION' then coalesce(r.solved_at, r.settled_at) else r.responded_at end"
            + " from service_request r join service_target t on t.type_id = r.type_id and t.priority = r.priority"
            + " where r.settled_at is not null on conflict do nothing");
    move(handle, "outbox_event", deliveries.nextEvent());
    move(handle, "delivery", deliveries.nextDelivery());
  }

  private static void move(Handle handle, String table, long next) {
    handle
        .createQuery("select setval(pg_get_serial_sequence(:table, 'id'), :next, false)")
        .bind("table", table)
        .bind("next", next)
        .mapTo(Long.class)
        .one();
  }
}
