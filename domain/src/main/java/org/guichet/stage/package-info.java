/**
 * The stages that a service asks for in their order (approve, process, verify), and where each
 * request stands in them. Knows requests by their rows only, so that {@code request} can call it;
 * who decides is in {@code decision}.
 */
package org.guichet.stage;
