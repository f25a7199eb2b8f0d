package org.guichet.integration.delivery;

import org.guichet.delivery.Completion;

/**
 * What a failed attempt means.
 *
 * @param outcome RETRY, DEAD or PAUSE
 * @param errorClass one or two words to group and count by
 * @param sentence what happened, for people
 */
record Verdict(Completion.Outcome outcome, String errorClass, String sentence) {}
