/**
 * What three features and more use: settings, the data source, announcements between processes,
 * JSON. Knows no feature.
 */
package org.guichet.shared;
