/** Files on their way in: pieces of large ones, before the domain takes them. */
package org.guichet.portal.attachment;
