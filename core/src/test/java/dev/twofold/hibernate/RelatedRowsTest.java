package dev.twofold.hibernate;

import dev.twofold.testing.TestDatabase;

class RelatedRowsTest extends RelatedRowsContract {

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.h2(entities);
  }
}
