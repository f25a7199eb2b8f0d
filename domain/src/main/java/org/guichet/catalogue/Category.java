package org.guichet.catalogue;

import java.io.Serializable;
import org.guichet.shared.LocalizedText;

/** Services that belong together. */
public record Category(String key, LocalizedText name) implements Serializable {}
