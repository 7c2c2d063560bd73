package dev.twofold.hibernate.write;

import dev.twofold.testing.TestDatabase;

class StatementWritesTest extends StatementWritesContract {

  @Override
  TestDatabase openDatabase() {
    return TestDatabase.h2(Library.ENTITIES);
  }
}
