/** Wishes to be erased, at the desk of those who carry them out. */
package org.guichet.portal.erasure;
