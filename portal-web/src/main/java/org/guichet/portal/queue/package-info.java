/** The desk's queues: what was given to me, what to nobody, all of it. */
package org.guichet.portal.queue;
