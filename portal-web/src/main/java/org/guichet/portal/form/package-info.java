/** The editor of a service's form. */
package org.guichet.portal.form;
