/**
 * What the company promises: working hours, targets, and by when a request is due. Knows no request
 * but its rows.
 */
package org.guichet.servicelevel;
