package dev.twofold.demo.bench.batch;

import dev.twofold.loader.RowLoader;

/** An object of LinkBench's graph. */
record Node(long id, int type, long version, String data) {

  /** By id. */
  static final class Nodes extends RowLoader<Long, Node> {
    Nodes() {
      super(NodeEntity.class);
    }
  }
}
