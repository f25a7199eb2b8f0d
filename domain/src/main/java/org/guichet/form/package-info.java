/**
 * The forms of services, as supervisors change them: a draft that everybody edits, and its
 * publication.
 */
package org.guichet.form;
