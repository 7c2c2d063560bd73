package dev.twofold.hibernate.entity;

import dev.twofold.testing.TestDatabase;

class CopiesTest extends CopiesContract {

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.h2(entities);
  }
}
