package org.guichet.portal.access;

import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;

/** Named in faces-config.xml. */
public class CalmExceptionHandlerFactory extends ExceptionHandlerFactory {
  public CalmExceptionHandlerFactory(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new CalmExceptionHandler(getWrapped().getExceptionHandler());
  }
}
