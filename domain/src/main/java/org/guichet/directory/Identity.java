package org.guichet.directory;

import java.util.Set;

/**
 * A person as the identity provider vouches for him. Issuer and subject are the key, the rest may
 * change.
 *
 * @param organizations aliases of the organizations he belongs to
 */
public record Identity(
    String issuer,
    String subject,
    String username,
    String name,
    String email,
    Set<String> organizations) {}
