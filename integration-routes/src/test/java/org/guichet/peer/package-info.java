/**
 * Real company systems on this machine, for tests that prove a connector against the product itself
 * and not against our own idea of it. {@link org.guichet.peer.Peer} starts one; {@link
 * org.guichet.peer.NeedsPeers} says which tests need them. How each is installed and prepared is in
 * a script of its name beside the resources of this package.
 */
package org.guichet.peer;
