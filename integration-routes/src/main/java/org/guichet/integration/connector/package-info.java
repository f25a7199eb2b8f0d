/**
 * Speaks to company systems: Camel, Kamelets and the translation of their failures. Offers a {@link
 * org.guichet.integration.connector.Connection} per connector, which makes one call; knows nothing
 * of deliveries, retries or the inbox.
 */
package org.guichet.integration.connector;
