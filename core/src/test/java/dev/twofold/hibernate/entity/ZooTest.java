package dev.twofold.hibernate.entity;

import dev.twofold.testing.TestDatabase;

class ZooTest extends ZooContract {

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.h2(entities);
  }
}
