/** The first page: what waits for the viewer, what is open, what can be asked for. */
package org.guichet.portal.home;
