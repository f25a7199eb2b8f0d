/**
 * What can be asked for: services in categories, and the form of each as data ({@link
 * org.guichet.catalogue.Form}), versioned. Calls nobody but {@code access} and {@code audit}.
 */
package org.guichet.catalogue;
