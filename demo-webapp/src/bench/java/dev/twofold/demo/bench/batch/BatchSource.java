package dev.twofold.demo.bench.batch;

import java.util.List;
import java.util.Optional;

/** Answers batches of questions, for one request. */
interface BatchSource extends AutoCloseable {

  List<World> worlds(List<Long> ids);

  Graph graph(Graph.Question question);

  Optional<Item> item(long id);

  List<Item> items(long page);

  @Override
  void close();
}
