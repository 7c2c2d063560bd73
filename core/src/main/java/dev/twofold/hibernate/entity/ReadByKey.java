package dev.twofold.hibernate.entity;

/** Something of a copy that is read by key, and may lead to more keys. */
interface ReadByKey {

  /**
   * Asks for what it needs next. Takes what it finds, once it needs nothing more.
   *
   * @return whether a wave has yet to come to something
   */
  boolean need(Demand demand);
}
