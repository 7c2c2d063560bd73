package dev.twofold.internal.scope;

import dev.twofold.LoadScope.Binding;

/** What a block on one thread has set goes over to another with the scope. */
record HandOver(RequestScope scope, Block block) {

  Binding bind() {
    return scope.bind(block);
  }
}
