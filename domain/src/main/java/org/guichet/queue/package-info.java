/**
 * The desk's queues: which requests each holds, how many, in which order, and changes of many of
 * them at once.
 */
package org.guichet.queue;
