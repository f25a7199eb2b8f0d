/** Answers what pages ask company systems: an inquiry in the database, one call, its answer. */
package org.guichet.integration.inquiry;
