package dev.twofold.hibernate;

import dev.twofold.testing.TestDatabase;

class RowReaderRestrictionsTest extends RestrictionsContract {

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.h2(entities);
  }
}
