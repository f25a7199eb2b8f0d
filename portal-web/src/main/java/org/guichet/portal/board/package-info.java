/** The board: a queue as columns by status, between which cards are moved. */
package org.guichet.portal.board;
