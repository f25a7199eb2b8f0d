package org.guichet.customer;

import java.io.Serializable;

/**
 * How many requests of somebody the viewer sees; counts stop at a thousand.
 *
 * @param total all that ever were
 * @param open those where work is to be done
 */
public record History(int total, int open) implements Serializable {}
