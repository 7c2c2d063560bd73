package dev.twofold.bench.macro;

import java.io.IOException;

/** Sends requests one after the other. */
interface Exchange {

  /** Sends a request and reads all of its answer. Returns whether that has the right status. */
  boolean send(Ask ask) throws IOException;
}
