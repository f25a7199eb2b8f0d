/** The desk's queues: lists, what is done to many requests at once, tables for spreadsheets. */
package org.guichet.portal.queue;
