package dev.twofold.demo.bench.batch;

import java.util.List;

/**
 * A part of a graph, as it was asked for.
 *
 * @param nodes those that there are
 * @param links those that there are
 * @param lists the links of each owner, newest first
 * @param counts of the links of each owner
 */
record Graph(List<Node> nodes, List<Link> links, List<List<Link>> lists, List<Long> counts) {

  /** What tells the links of an owner that are of one type. */
  record Owner(long id, int type) {}

  /** What is asked for. */
  record Question(List<Long> nodes, List<LinkId> links, List<Owner> lists, List<Owner> counts) {}
}
