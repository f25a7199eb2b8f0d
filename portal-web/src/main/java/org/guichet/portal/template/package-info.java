/** Templates of staff: the page that keeps them, and the menu that inserts them. */
package org.guichet.portal.template;
