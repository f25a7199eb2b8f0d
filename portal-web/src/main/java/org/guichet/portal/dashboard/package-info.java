/** The dashboard: figures and charts of the desk's work, each leading to the list behind it. */
package org.guichet.portal.dashboard;
