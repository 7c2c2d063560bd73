package dev.twofold.servlet;

import dev.twofold.key.ParameterValues;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Says which values parameters such as tenant and locale have in a request. Asked once per scope,
 * before the rest of the filter chain runs. Thread-safe. An exception fails the request.
 */
@FunctionalInterface
public interface RequestParameters {

  /** The values in that request; {@link ParameterValues#none} if there are none. */
  ParameterValues of(HttpServletRequest request);
}
