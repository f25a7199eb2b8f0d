/** The services on offer and the form of one of them. */
package org.guichet.portal.catalogue;
