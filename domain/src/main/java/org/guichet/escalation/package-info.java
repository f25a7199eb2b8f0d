/** What happens when a deadline comes near or is missed: told once, and acted upon by the rule. */
package org.guichet.escalation;
