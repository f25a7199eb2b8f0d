/**
 * Storage systems: for each request a folder with its facts and its files, alike on WebDAV, SFTP
 * and S3. The Kamelets name the beans {@code #webdav}, {@code #sftp} and {@code #s3} of this
 * package; each call opens its own connection, tries once and says what came of it.
 */
package org.guichet.integration.connector.storage;
