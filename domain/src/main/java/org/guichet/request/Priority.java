package org.guichet.request;

/** How urgent a request is to the company. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT
}
