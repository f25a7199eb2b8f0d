package org.guichet.access;

/**
 * The one rule that says who decides about a stage of a request, in SQL: the person or the team
 * that it names, or the managers of the organization. Never who asked for the request himself.
 * Where that leaves nobody, a supervisor decides.
 */
public final class Deciders {
  private static final String PEOPLE =
      "select pd.id from person pd where pd.id = %1$s.decider_id and pd.erased_at is null and pd.id <> %2$s.requester_id"
          + " union select tm.person_id from team_member tm where tm.team_id = %1$s.team_id and tm.person_id <> %2$s.requester_id"
          + " union select om.person_id from membership om where om.organization_id = %1$s.organization_id and om.manager"
          + " and om.person_id <> %2$s.requester_id";

  private static final String NAMED =
      "(%1$s.decider_id = :viewer"
          + " or %1$s.team_id = any(array(select tm.team_id from team_member tm where tm.person_id = :viewer))"
          + " or %1$s.organization_id = any(array(select om.organization_id from membership om"
          + " where om.person_id = :viewer and om.manager))";

  private static final String NOBODY =
      " or %1$s.decider <> 'SYSTEM' and not exists (" + PEOPLE + ")";

  private static final String OPEN = "%1$s.opened_at is not null and %1$s.ended_at is null";

  private Deciders() {}

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
    return request + ".requester_id <> :viewer and " + NAMED.formatted(stage) + nobody + ")";
  }

  /**
   * The stages that wait for the viewer, as the condition of a query in which {@code s} is the row
   * of {@code request_stage} and {@code r} that of {@code service_request}. Needs his key as {@code
   * viewer}.
   */
  public static String waitingFor(Viewer viewer) {
    return " where r.status <> 'CANCELLED' and " + isOpen("s") + " and " + isOne(viewer, "s", "r");
  }

  /** Requests that wait for the viewer, as a query for their keys. */
  static String waitingForViewer() {
    return "select ws.request_id from request_stage ws where "
        + isOpen("ws")
        + " and "
        + NAMED.formatted("ws")
        + ")";
  }
}
