/**
 * A service request from submission to closure: the aggregate, its use cases, its lists and its
 * delivery strip. Calls all other features but {@code inbox}.
 */
package org.guichet.request;
