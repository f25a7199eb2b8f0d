/**
 * {@code mvn -Pbench}: how fast the delivery engine is, beside what it could be at best. Not tests:
 * docs/benchmark.md says what each figure means.
 */
package org.guichet.bench;
