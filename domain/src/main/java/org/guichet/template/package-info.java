/**
 * Texts that staff write again and again, with places that are filled in from the request. A place
 * is one of a closed list and is replaced as it stands: nothing that people type is ever evaluated.
 */
package org.guichet.template;
