/**
 * Stories in Chromium, through the real Keycloak, against the environment that {@code mvn -Pdemo}
 * starts. One environment serves them all; with {@code -Ddemo=<demo.json>} they visit one that runs
 * already.
 */
package org.guichet.story;
