/**
 * Short articles that answer what people ask again and again: employees write them, customers find
 * them.
 */
package org.guichet.knowledge;
