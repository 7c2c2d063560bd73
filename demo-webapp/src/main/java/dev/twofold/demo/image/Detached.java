package dev.twofold.demo.image;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work with the graphics of Java. What these keep for the life of the process, they keep together
 * with the context class loader of the thread that came first: that of a web application would stay
 * when it is undeployed.
 */
final class Detached {

  private Detached() {}

  static <T> T call(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    @Nullable ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(loader);
    }
  }
}
