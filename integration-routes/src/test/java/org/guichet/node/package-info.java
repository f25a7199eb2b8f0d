/**
 * The dispatcher in a plain JVM process of its own, without a server, so that it can be killed and
 * measured; and the processes that stand around it.
 */
package org.guichet.node;
