/** Hands mails about what happened to the outbox when they are due. */
package org.guichet.integration.notification;
