package dev.twofold.hibernate;

import dev.twofold.testing.TestDatabase;

class AggregatesTest extends AggregatesContract {

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.h2(entities);
  }
}
