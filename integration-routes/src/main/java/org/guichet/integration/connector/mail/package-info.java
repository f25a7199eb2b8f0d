/**
 * Mail as a connector: one mail out by SMTP, one mail in as JSON. Knows protocols and formats;
 * which request a mail belongs to is the inbox's business.
 */
package org.guichet.integration.connector.mail;
