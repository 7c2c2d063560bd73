package dev.twofold.hibernate;

import dev.twofold.testing.TestDatabase;

class RelatedPagesTest extends RelatedPagesContract {

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.h2(entities);
  }
}
