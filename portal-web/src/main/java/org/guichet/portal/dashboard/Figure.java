package org.guichet.portal.dashboard;

/**
 * A number on its own.
 *
 * @param note what it is compared with
 * @param href the list behind it; empty when there is none
 * @param tone bad when somebody should act, else empty
 */
public record Figure(
    String key, String label, String value, String note, String href, String tone) {}
