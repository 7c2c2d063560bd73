package dev.twofold.hibernate.write;

import java.util.UUID;

class TransactionEndsTest extends TransactionEndsContract {

  @Override
  String url() {
    return "jdbc:h2:mem:" + UUID.randomUUID();
  }
}
