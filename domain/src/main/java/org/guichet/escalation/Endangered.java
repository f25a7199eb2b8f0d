package org.guichet.escalation;

import java.time.Instant;
import org.guichet.servicelevel.Danger;
import org.guichet.servicelevel.Target;

/**
 * A deadline in danger.
 *
 * @param minutes of working time that the target gives
 */
public record Endangered(Target target, Danger danger, Instant dueAt, int minutes) {}
