package org.guichet.bench;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.directory.People;
import org.guichet.request.Submission;
import org.guichet.request.SubmitRequest;

/**
 * Put into the benchmark's copy of the WAR: what the portal's page does when somebody sends a
 * request, without the page.
 */
@Path("bench/submit/{person}")
@RequestScoped
public class SubmitResource {
  @Inject SubmitRequest submitRequest;
  @Inject People people;

  /** The number of the request, which is stored when this answers. */
  @POST
  public String submit(@PathParam("person") UUID person, String description) {
    Viewer viewer = people.viewer(person, Set.of(Role.CUSTOMER));
    return submitRequest.submit(
        viewer,
        new Submission(
            "device-repair",
            Map.of("device", "Laptop", "description", description),
            UUID.randomUUID()));
  }
}
