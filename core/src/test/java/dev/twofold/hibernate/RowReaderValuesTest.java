package dev.twofold.hibernate;

import dev.twofold.testing.TestDatabase;

class RowReaderValuesTest extends ValuesContract {

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.h2(entities);
  }
}
