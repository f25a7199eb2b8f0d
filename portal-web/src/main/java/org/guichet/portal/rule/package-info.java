/** The rules, as supervisors keep them, and what they did to a request, as its page tells it. */
package org.guichet.portal.rule;
