/** What delivery, connector and inbox share: jq, threads, the wake-up bell, errors of the API. */
package org.guichet.integration.shared;
