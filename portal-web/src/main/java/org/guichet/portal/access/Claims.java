package org.guichet.portal.access;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.guichet.access.Role;
import org.guichet.directory.Identity;

/**
 * What Keycloak says about a person. The key is issuer and subject; a name or an address may change
 * hands.
 */
record Claims(
    String issuer,
    String subject,
    String username,
    String name,
    String email,
    Set<String> roles,
    Set<String> organizations)
    implements Serializable {

  static Claims of(IDTokenClaimsSet token) {
    String username = text(token, "preferred_username").orElse(token.getSubject().getValue());
    return new Claims(
        token.getIssuer().getValue(),
        token.getSubject().getValue(),
        username,
        text(token, "name").orElse(username),
        text(token, "email").orElse(null),
        names(token.getClaim("groups"), group -> Role.of(group).isPresent()),
        names(token.getClaim("organization"), alias -> true));
  }

  Set<Role> knownRoles() {
    return roles.stream().flatMap(role -> Role.of(role).stream()).collect(Collectors.toSet());
  }

  Identity identity() {
    return new Identity(issuer, subject, username, name, email, organizations);
  }

  /**
   * Keycloak writes an organization as its alias or, when it tells more about it, as a member of an
   * object.
   */
  private static Set<String> names(Object claim, Predicate<String> wanted) {
    TreeSet<String> names = new TreeSet<>();
    if (claim instanceof Collection<?> list) {
      list.forEach(name -> names.add(name.toString()));
    } else if (claim instanceof Map<?, ?> object) {
      object.keySet().forEach(name -> names.add(name.toString()));
    }
    names.removeIf(wanted.negate());
    return names;
  }

  private static Optional<String> text(IDTokenClaimsSet token, String claim) {
    return Optional.ofNullable(token.getStringClaim(claim)).filter(text -> !text.isBlank());
  }
}
