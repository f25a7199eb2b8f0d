/**
 * The demo: every process of the house started by one command and left running. The browser stories
 * start the same environment, so what one tries by hand is what is tested.
 */
package org.guichet.demo;
