/** By when requests are due, in words, and the page where supervisors keep the service levels. */
package org.guichet.portal.servicelevel;
