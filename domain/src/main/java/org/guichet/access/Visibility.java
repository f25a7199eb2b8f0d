package org.guichet.access;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The one rule that says who may see a request, as a condition in SQL. Every list, count, page,
 * file and socket asks it; nothing else decides.
 *
 * <p>A person sees what he asked for himself and what he follows of his organization; a manager
 * what his organization asked for; an agent what came to his teams or was given to him; a
 * supervisor everything; who is to decide about a request, that request until it is decided. Who
 * sees a request only as a customer (an employee his own, say) sees it as customers do: that
 * difference is {@link #atDesk}.
 */
public final class Visibility {
  /** A colleague who follows the request, as long as he belongs to its organization. */
  private static final String FOLLOWS =
      "%1$s.id = any(array(select f.request_id from participant f where f.person_id = :viewer))"
          + " and %1$s.organization_id = any(array(select m.organization_id from membership m"
          + " where m.person_id = :viewer))";

  private static final String CUSTOMERS =
      "select %1$s.requester_id union select f.person_id from participant f"
          + " join membership m on m.person_id = f.person_id and m.organization_id = %1$s.organization_id"
          + " where f.request_id = %1$s.id";

  private final Viewer viewer;
  private final Side side;

  private Visibility(Viewer viewer, Side side) {
    this.viewer = viewer;
    this.side = side;
  }

  /** As what somebody wants to see a request. */
  private enum Side {
    ANY,
    OWNER,
    DESK
  }

  /** Who may see a request at all. */
  public static Visibility of(Viewer viewer) {
    return new Visibility(viewer, Side.ANY);
  }

  /** Who may see it as staff: with internal notes, and to work on it. */
  public static Visibility atDesk(Viewer viewer) {
    return new Visibility(viewer, Side.DESK);
  }

  /**
   * The rule of {@link #atDesk} for requests that are already read.
   *
   * @param assignee null when nobody has them
   */
  public static boolean showsAtDesk(Viewer viewer, UUID team, UUID assignee) {
    return viewer.is(Role.SUPERVISOR)
        || viewer.is(Role.AGENT)
            && (viewer.personId().equals(assignee) || viewer.teams().contains(team));
  }

  /**
   * Whose request it is: who asked for it, and who manages the organization he asked for. Only they
   * decide about it, such as to cancel it; who merely follows it does not.
   */
  public static Visibility asOwner(Viewer viewer) {
    return new Visibility(viewer, Side.OWNER);
  }

  /**
   * The customers whom what happens to a request concerns without their looking: who asked for it
   * and who follows it, as a query for their keys.
   *
   * @param alias of the row of {@code service_request} in the query around it
   */
  public static String customersOf(String alias) {
    return CUSTOMERS.formatted(alias);
  }

  /**
   * The same for staff: to whom it is assigned. He sees it as staff do, see {@link #atDesk}.
   *
   * @param alias of the row of {@code service_request} in the query around it
   */
  public static String staffOf(String alias) {
    return "select %1$s.assignee_id where %1$s.assignee_id is not null".formatted(alias);
  }

  /**
   * Employees who see a request because it is their work: its team, and to whom it is assigned. A
   * colleague may call them there.
   *
   * @param alias of the row of {@code service_request} in the query around it
   */
  public static String colleaguesOf(String alias) {
    return ("select m.person_id from team_member m where m.team_id = %1$s.team_id union "
            + staffOf(alias))
        .formatted(alias);
  }

  /**
   * The condition on the row of {@code service_request} that the query calls {@code alias}. Needs
   * {@link #bind}.
   */
  public String of(String alias) {
    if (side != Side.OWNER && viewer.is(Role.SUPERVISOR)) {
      return "true";
    }
    List<String> reasons = new ArrayList<>();
    if (side != Side.DESK) {
      reasons.add(alias + ".requester_id = :viewer");
      if (!viewer.managedOrganizations().isEmpty()) {
        reasons.add(alias + ".organization_id in (<managed>)");
      }
    }
    if (side == Side.ANY) {
      reasons.add(FOLLOWS.formatted(alias));
      reasons.add(alias + ".id = any(array(" + Deciders.requestsOf(viewer) + "))");
    }
    if (side != Side.OWNER && viewer.is(Role.AGENT)) {
      reasons.add(alias + ".assignee_id = :viewer");
      if (!viewer.teams().isEmpty()) {
        reasons.add(alias + ".team_id in (<teams>)");
      }
    }
    return reasons.isEmpty() ? "false" : "(" + String.join(" or ", reasons) + ")";
  }

  /**
   * Gives the statement the values that the condition names; values it does not name do no harm.
   */
  public <S extends SqlStatement<S>> S bind(S statement) {
    statement.bind("viewer", viewer.personId());
    if (!viewer.managedOrganizations().isEmpty()) {
      statement.bindList("managed", List.copyOf(viewer.managedOrganizations()));
    }
    if (!viewer.teams().isEmpty()) {
      statement.bindList("teams", List.copyOf(viewer.teams()));
    }
    return statement;
  }
}
