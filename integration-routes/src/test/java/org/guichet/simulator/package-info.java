/**
 * The company simulator: four small HTTP programs that stand in for a company's CRM, help desk,
 * invoicing and storage systems, with pages where one plays their staff and knobs that make them
 * misbehave. It knows nothing of Guichet but the address it sends its webhooks to.
 */
package org.guichet.simulator;
