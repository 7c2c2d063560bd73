package dev.twofold.servlet.docs;

import dev.twofold.servlet.TwofoldFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebFilter;

@SuppressWarnings("serial") // Nobody writes a filter into a stream.
// snippet: filter-by-annotation
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
public class ApplicationFilter extends TwofoldFilter {}
// end
