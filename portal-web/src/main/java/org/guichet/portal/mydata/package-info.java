/** What the portal holds about its reader, for himself. */
package org.guichet.portal.mydata;
