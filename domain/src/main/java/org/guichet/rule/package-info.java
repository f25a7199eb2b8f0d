/**
 * What is done by itself when something happens to a request: rules on events, under conditions, in
 * an order. They are asked after the event, in a transaction of their own that does all or nothing.
 */
package org.guichet.rule;
