/**
 * How the desk's work goes, in figures: how much comes and is solved, how long it takes, what
 * waits, which promises were kept. Each figure counts what a list of the queue shows. Calls {@code
 * access} and {@code servicelevel}, reads requests and deliveries by their rows.
 */
package org.guichet.dashboard;
