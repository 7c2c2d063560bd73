package dev.twofold.servlet;

import dev.twofold.key.ParameterValues;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebFilter;

/** How an application registers the filter by annotation. */
@WebFilter(
    urlPatterns = "/*",
    asyncSupported = true,
    dispatcherTypes = {
      DispatcherType.REQUEST,
      DispatcherType.FORWARD,
      DispatcherType.INCLUDE,
      DispatcherType.ASYNC,
      DispatcherType.ERROR
    })
public final class AnnotatedFilter extends TwofoldFilter {

  private static final long serialVersionUID = 1L;

  public AnnotatedFilter() {
    super(request -> ParameterValues.of(NumberNames.TENANT, request.getServerName()));
  }
}
