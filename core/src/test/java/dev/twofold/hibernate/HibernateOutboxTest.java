package dev.twofold.hibernate;

import java.util.UUID;

class HibernateOutboxTest extends HibernateOutboxContract {

  @Override
  String url() {
    return "jdbc:h2:mem:" + UUID.randomUUID();
  }

  @Override
  String bytes() {
    return "x'0102'";
  }
}
