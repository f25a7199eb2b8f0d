/**
 * What people are told of what happens to requests: in the pages, by mail, as each wants it.
 * Written in the transaction that makes it happen.
 */
package org.guichet.notification;
