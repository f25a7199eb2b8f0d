/**
 * The door of the portal: sign-in through Keycloak (authorization code flow with PKCE), sign-out,
 * the answers to who is not or no longer signed in, and what every answer of the portal carries for
 * the browser's protection. Offers {@link org.guichet.portal.access.CurrentViewer} to the pages;
 * calls the domain's directory, access and audit.
 */
package org.guichet.portal.access;
