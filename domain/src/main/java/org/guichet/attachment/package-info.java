/**
 * Files of drafts and requests: what may come in, under which name, and where the bytes lie. Calls
 * {@code access}.
 */
package org.guichet.attachment;
