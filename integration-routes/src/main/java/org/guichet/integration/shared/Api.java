package org.guichet.integration.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Everything under the application's context root /api is for machines. */
@ApplicationPath("/")
@ApplicationScoped
public class Api extends Application {}
