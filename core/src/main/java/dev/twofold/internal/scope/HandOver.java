package dev.twofold.internal.scope;

import dev.twofold.LoadScope.Binding;
import java.util.concurrent.Callable;

/** What a block on one thread has set goes over to another with the scope. */
record HandOver(RequestScope scope, Block block) {

  Binding bind() {
    return scope.bind(block);
  }

  Runnable wrap(Runnable task) {
    return () -> {
      Binding binding = bind();
      try {
        task.run();
      } finally {
        binding.close();
      }
    };
  }

  <T> Callable<T> wrap(Callable<T> task) {
    return () -> {
      Binding binding = bind();
      try {
        return task.call();
      } finally {
        binding.close();
      }
    };
  }
}
