/** What happened to a request, as one story: messages, notes, and what systems reported. */
package org.guichet.conversation;
