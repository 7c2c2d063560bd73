package dev.twofold.demo.bench.batch;

import java.io.Serializable;

/** What tells links apart. */
record LinkId(long id1, int linkType, long id2) implements Serializable {}
