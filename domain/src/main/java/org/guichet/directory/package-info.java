/** People, their organizations and teams, and sign-ins that were ended. */
package org.guichet.directory;
