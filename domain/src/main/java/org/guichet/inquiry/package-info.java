/**
 * Questions from pages to company systems: a row with a deadline, answered by the routes with
 * another; no call between the two applications.
 */
package org.guichet.inquiry;
