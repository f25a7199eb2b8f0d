/**
 * What can be asked for, and the form of each service as data. Calls nobody but {@code access} for
 * what is not on offer.
 */
package org.guichet.catalogue;
