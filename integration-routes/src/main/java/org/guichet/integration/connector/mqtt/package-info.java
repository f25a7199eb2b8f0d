/** What devices say over MQTT, kept at the broker until it lies in the inbox. */
package org.guichet.integration.connector.mqtt;
