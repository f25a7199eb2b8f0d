/**
 * What a company makes its own by configuration: name, logo and accent colour. Calls no feature.
 */
package org.guichet.portal.brand;
