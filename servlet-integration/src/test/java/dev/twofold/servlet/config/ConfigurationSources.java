package dev.twofold.servlet.config;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sources of settings for tests. */
final class ConfigurationSources {

  private ConfigurationSources() {}

  /** A file with that text. */
  static String file(Path directory, String text) {
    try {
      return Files.writeString(directory.resolve("settings.yaml"), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A servlet context that has nothing but init-params. */
  static ServletContext context(Map<String, String> parameters) {
    return (ServletContext)
        Proxy.newProxyInstance(
            ServletContext.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
                  case "getInitParameter" -> parameters.get((String) arguments[0]);
                  case "getClassLoader" -> ConfigurationSources.class.getClassLoader();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** The configuration of a filter that has nothing but init-params. */
  static FilterConfig filter(Map<String, String> parameters) {
    return new FilterConfig() {
      @Override
      public String getFilterName() {
        return "test";
      }

      @Override
      public ServletContext getServletContext() {
        return context(Map.of());
      }

      @Override
      public @Nullable String getInitParameter(String name) {
        return parameters.get(name);
      }

      @Override
      public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(parameters.keySet());
      }
    };
  }
}
