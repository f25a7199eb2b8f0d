/**
 * Who may see and do what: roles, the viewer, and the one visibility rule. Everybody may call it;
 * it calls nobody.
 */
package org.guichet.access;
