/**
 * The stages of services, as supervisors keep them, and those of a request, as its page shows them.
 */
package org.guichet.portal.stage;
