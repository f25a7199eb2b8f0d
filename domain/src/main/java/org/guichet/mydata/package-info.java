/** What is held about a person, for himself: a summary, and all of it as a ZIP. */
package org.guichet.mydata;
