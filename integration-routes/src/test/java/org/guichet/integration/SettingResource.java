package org.guichet.integration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jdbi.v3.core.Jdbi;

/** Put into the test's copy of the WAR: how the database treats the pool's connections. */
@Path("test/setting/{name}")
@RequestScoped
public class SettingResource {
  @Inject Jdbi jdbi;

  @GET
  public String setting(@PathParam("name") String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select current_setting(:name)")
                .bind("name", name)
                .mapTo(String.class)
                .one());
  }
}
