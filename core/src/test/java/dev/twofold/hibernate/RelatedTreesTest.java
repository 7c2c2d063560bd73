package dev.twofold.hibernate;

import dev.twofold.testing.TestDatabase;

class RelatedTreesTest extends RelatedTreesContract {

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.h2(entities);
  }
}
