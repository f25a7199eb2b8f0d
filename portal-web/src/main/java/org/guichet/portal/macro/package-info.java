/** Macros of staff: the page that keeps them, and the menus that apply them. */
package org.guichet.portal.macro;
