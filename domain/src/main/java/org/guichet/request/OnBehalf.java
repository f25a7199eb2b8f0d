package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.catalogue.Catalogue;
import org.guichet.directory.People;
import org.jdbi.v3.core.Jdbi;

/**
 * Who may file which requests for a customer on the telephone: staff, for the services of their
 * teams; supervisors for all. The request is the customer's own from its first moment.
 */
@ApplicationScoped
public class OnBehalf {
  private Jdbi jdbi;
  private People people;
  private Catalogue catalogue;

  protected OnBehalf() {}

  @Inject
  public OnBehalf(Jdbi jdbi, People people, Catalogue catalogue) {
    this.jdbi = jdbi;
    this.people = people;
    this.catalogue = catalogue;
  }

  /**
   * The customer as a viewer of the portal, for whom the agent files a request.
   *
   * @throws NotAllowed when the agent does not serve that service
   * @throws NotVisible when there is no such service or person
   */
  public Viewer customer(Viewer agent, String service, UUID person) {
    if (!serves(agent, catalogue.find(service).teamId())) {
      throw new NotAllowed("file a request of this service for somebody");
    }
    if (language(person) == null) {
      throw new NotVisible("person", String.valueOf(person));
    }
    return people.viewer(person, Set.of(Role.CUSTOMER));
  }

  private static boolean serves(Viewer agent, UUID team) {
    return agent.is(Role.SUPERVISOR) || agent.is(Role.AGENT) && agent.teams().contains(team);
  }

  /** In which language the person reads, empty when he has not chosen; null for nobody. */
  public String language(UUID person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select coalesce(language, '') from person where id = :person and erased_at is null")
                .bind("person", person)
                .mapTo(String.class)
                .findOne()
                .orElse(null));
  }

  /**
   * Keys of the services that the agent may file for others.
   *
   * @throws NotAllowed for all but staff
   */
  public Set<String> services(Viewer agent) {
    if (!agent.isStaff()) {
      throw new NotAllowed("file requests for others");
    }
    return Set.copyOf(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select key from request_type where :all or team_id = any(:teams)")
                    .bind("all", agent.is(Role.SUPERVISOR))
                    .bindArray("teams", UUID.class, List.copyOf(agent.teams()))
                    .mapTo(String.class)
                    .list()));
  }
}
