package org.guichet.request;

/**
 * The request waits for a stage: somebody must agree, or something must be done, before that step.
 */
public class StageInTheWay extends IllegalTransition {
  private static final long serialVersionUID = 1L;

  StageInTheWay(String number, RequestStatus from, RequestStatus to) {
    super(number, from, to);
  }
}
