package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.jdbi.v3.core.Jdbi;

/** Words that staff put on requests to find them again; customers never see them. */
@ApplicationScoped
public class RequestTags {
  /** Characters of a tag. */
  public static final int LONGEST = 40;

  private static final int MOST_OF_A_REQUEST = 20;
  private static final int MOST_OFFERED = 100;

  private RequestSteps steps;
  private Jdbi jdbi;

  protected RequestTags() {}

  @Inject
  public RequestTags(RequestSteps steps, Jdbi jdbi) {
    this.steps = steps;
    this.jdbi = jdbi;
  }

  /** The tag as it is kept: small, one space between words; empty when that is no tag. */
  public static Optional<String> clean(String typed) {
    String tag =
        typed == null
            ? ""
            : typed.replaceAll("[\\p{Cntrl}\\s,]+", " ").strip().toLowerCase(Locale.ROOT);
    return tag.isEmpty() || tag.length() > LONGEST ? Optional.empty() : Optional.of(tag);
  }

  /** Tags that were ever used, by name, a hundred at most. */
  public List<String> known() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select name from tag order by name limit :most")
                .bind("most", MOST_OFFERED)
                .mapTo(String.class)
                .list());
  }

  /**
   * Tags that contain what was typed, those that begin with it first.
   *
   * @throws NotAllowed for all but staff
   */
  public List<String> known(Viewer viewer, String typed, int most) {
    if (!viewer.isStaff()) {
      throw new NotAllowed("tag a request");
    }
    String part = clean(typed).orElse("").replaceAll("([\\\\%_])", "\\\\$1");
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select name from tag where name like :part and exists (select 1 from request_tag t where t.tag = name)"
                        + " order by name like :begin desc, name limit :most")
                .bind("part", "%" + part + "%")
                .bind("begin", part + "%")
                .bind("most", most)
                .mapTo(String.class)
                .list());
  }

  /** Those of a request that the caller has found visible at the desk, by name. */
  public List<String> of(UUID request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select tag from request_tag where request_id = :request order by tag")
                .bind("request", request)
                .mapTo(String.class)
                .list());
  }

  /**
   * Puts a tag on the request; one that it has already stays.
   *
   * @throws IllegalArgumentException when it has twenty others
   */
  @Transactional
  public void add(Viewer viewer, String number, String tag) {
    ServiceRequest request = lock(viewer, number);
    int added =
        jdbi.withHandle(
            handle -> {
              handle
                  .createUpdate("insert into tag (name) values (:tag) on conflict do nothing")
                  .bind("tag", tag)
                  .execute();
              return handle
                  .createUpdate(
                      "insert into request_tag (request_id, tag) select :request, :tag"
                          + " where (select count(*) from request_tag where request_id = :request and tag <> :tag) < :most"
                          + " on conflict do nothing")
                  .bind("request", request.id())
                  .bind("tag", tag)
                  .bind("most", MOST_OF_A_REQUEST)
                  .execute();
            });
    if (added == 1) {
      steps.record(viewer, request, "request.tagged");
    } else if (!has(request, tag)) {
      throw new IllegalArgumentException("a request has at most 20 tags");
    }
  }

  /** Takes a tag off the request. */
  @Transactional
  public void remove(Viewer viewer, String number, String tag) {
    ServiceRequest request = lock(viewer, number);
    int removed =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "delete from request_tag where request_id = :request and tag = :tag")
                    .bind("request", request.id())
                    .bind("tag", tag)
                    .execute());
    if (removed == 1) {
      steps.record(viewer, request, "request.untagged");
    }
  }

  private boolean has(ServiceRequest request, String tag) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from request_tag where request_id = :request and tag = :tag)")
                .bind("request", request.id())
                .bind("tag", tag)
                .mapTo(Boolean.class)
                .one());
  }

  private ServiceRequest lock(Viewer viewer, String number) {
    if (!viewer.isStaff()) {
      throw new NotAllowed("tag a request");
    }
    return steps.lock(Visibility.atDesk(viewer), number);
  }
}
