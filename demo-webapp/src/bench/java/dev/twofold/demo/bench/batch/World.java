package dev.twofold.demo.bench.batch;

import dev.twofold.loader.RowLoader;

/** A row of TechEmpower's table. */
record World(long id, int randomNumber) {

  /** By id. */
  static final class Worlds extends RowLoader<Long, World> {
    Worlds() {
      super(WorldEntity.class);
    }
  }
}
