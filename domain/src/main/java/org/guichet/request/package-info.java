/**
 * A service request from submission to closure: the aggregate, its use cases, its lists and its
 * delivery strip. Calls {@code attachment}, {@code catalogue}, {@code conversation}, {@code
 * delivery}, {@code directory}, {@code draft}, {@code inquiry}, {@code invoice}, {@code
 * notification}, {@code servicelevel} and {@code stage}.
 */
package org.guichet.request;
