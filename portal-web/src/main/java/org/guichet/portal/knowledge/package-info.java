/** Articles: found and read by customers, written by employees. */
package org.guichet.portal.knowledge;
