/**
 * What the company announces to everybody on the home page. Pages call them announcements; here
 * they are bulletins, because an announcement is what one process tells the others.
 */
package org.guichet.bulletin;
