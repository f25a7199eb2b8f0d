package org.guichet.access;

/**
 * The one rule that says who decides about a stage of a request, in SQL: the person or the team
 * that it names, or the managers of the organization. Never who asked for the request himself, nor
 * who filed it for him. Where that leaves nobody, a supervisor decides.
 */
public final class Deciders {
  private static final String PEOPLE =
      "select pd.id from person pd where pd.id = %1$s.decider_id and pd.erased_at is null and "
          + other("pd.id")
          + " union select tm.person_id from team_member tm where tm.team_id = %1$s.team_id and "
          + other("tm.person_id")
          + " union select om.person_id from membership om where om.organization_id = %1$s.organization_id and om.manager"
          + " and "
          + other("om.person_id");

  private static final String NAMED =
      "%1$s.decider_id = :viewer"
          + " or %1$s.organization_id = any(array(select om.organization_id from membership om"
          + " where om.person_id = :viewer and om.manager))";

  /** Who belongs to a team works in it as long as he is staff. */
  private static final String OF_TEAM =
      " or %1$s.team_id = any(array(select tm.team_id from team_member tm where tm.person_id = :viewer))";

  private static final String NOBODY =
      " or %1$s.decider <> 'SYSTEM' and not exists (" + PEOPLE + ")";

  private static final String OPEN = "%1$s.opened_at is not null and %1$s.ended_at is null";

  /** Of a request that has ended otherwise nothing is left to decide. */
  private static final String UNDER_WAY = "%1$s.status not in ('CANCELLED', 'CLOSED')";

  private Deciders() {}

  /** Neither who asked for the request nor who filed it for him. */
  private static String other(String person) {
    return person
        + " <> %2$s.requester_id and not exists (select 1 from activity ff where ff.request_id = %2$s.id"
        + " and ff.kind = 'FILED_FOR' and ff.author_id = "
        + person
        + ")";
  }

  private static String named(Viewer viewer, String stage) {
    return (viewer.isStaff() ? NAMED + OF_TEAM : NAMED).formatted(stage);
  }

  /**
   * Those who decide, as a query for their keys; empty when only a supervisor can.
   *
   * @param stage alias of the row of {@code request_stage} in the query around it
   * @param request alias of the row of {@code service_request} in the query around it
   */
  public static String of(String stage, String request) {
    return PEOPLE.formatted(stage, request);
  }

  /** Whether the stage waits for its end, as a condition on its row. */
  public static String isOpen(String stage) {
    return OPEN.formatted(stage);
  }

  /** Whether the viewer decides, as a condition on both rows. Needs his key as {@code viewer}. */
  public static String isOne(Viewer viewer, String stage, String request) {
    String nobody = viewer.is(Role.SUPERVISOR) ? NOBODY.formatted(stage, request) : "";
    return "("
        + named(viewer, stage)
        + nobody
        + ") and "
        + other(":viewer").formatted(stage, request);
  }

  /**
   * The stages that wait for the viewer, as the condition of a query in which {@code s} is the row
   * of {@code request_stage} and {@code r} that of {@code service_request}. Needs his key as {@code
   * viewer}.
   */
  public static String waitingFor(Viewer viewer) {
    return " where "
        + UNDER_WAY.formatted("r")
        + " and "
        + isOpen("s")
        + " and "
        + isOne(viewer, "s", "r");
  }

  /** Requests of which a stage waits for the viewer, as a query for their keys. */
  static String requestsOf(Viewer viewer) {
    return "select ws.request_id from request_stage ws join service_request wr on wr.id = ws.request_id where "
        + UNDER_WAY.formatted("wr")
        + " and "
        + isOpen("ws")
        + " and ("
        + named(viewer, "ws")
        + ")";
  }
}
