/**
 * Several changes of a request under one name, done together or not at all: on the request's page,
 * and for many requests by a bulk change. They go through the very verbs of single changes.
 */
package org.guichet.macro;
