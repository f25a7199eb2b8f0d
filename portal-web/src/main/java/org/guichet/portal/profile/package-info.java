/** Who the reader is, how he wants to read and how he wants to be told. */
package org.guichet.portal.profile;
