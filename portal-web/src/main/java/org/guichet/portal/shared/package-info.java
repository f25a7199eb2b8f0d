/**
 * What every page needs: the reader's choices (language, look, time zone), the words and figures in
 * his language, and the company's name. Calls no feature.
 */
package org.guichet.portal.shared;
