package org.guichet.catalogue;

import java.io.Serializable;
import org.guichet.shared.LocalizedText;

/**
 * A service as lists show it.
 *
 * @param key its name in addresses, such as {@code device-repair}
 * @param usual how long it usually takes, in words; null when nothing can be said
 * @param icon name of a symbol in the icon sprite
 * @param searchWords more words by which people look for it
 * @param needsApproval whether somebody must agree before the work begins
 */
public record Service(
    String key,
    Category category,
    LocalizedText name,
    LocalizedText summary,
    LocalizedText usual,
    String icon,
    LocalizedText searchWords,
    boolean needsApproval)
    implements Serializable {}
