package dev.twofold.demo.bench.batch;

import dev.twofold.LoadScope;
import dev.twofold.demo.bench.batch.Graph.Owner;
import dev.twofold.demo.bench.batch.Link.Source;
import dev.twofold.relation.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Batches out of the scope of a request. */
final class TwofoldBatches implements BatchSource {

  private static final Plan<Source> LISTS_OF_TYPE_0 =
      Plan.of(Source.class).many(Source.LINKS_OF_TYPE_0);
  private static final Plan<Source> LISTS_OF_TYPE_1 =
      Plan.of(Source.class).many(Source.LINKS_OF_TYPE_1);
  private static final Plan<Source> COUNTS_OF_TYPE_0 =
      Plan.of(Source.class).also(Source.COUNT_OF_TYPE_0);
  private static final Plan<Source> COUNTS_OF_TYPE_1 =
      Plan.of(Source.class).also(Source.COUNT_OF_TYPE_1);

  private final LoadScope scope;

  TwofoldBatches(LoadScope scope) {
    this.scope = scope;
  }

  @Override
  public List<World> worlds(List<Long> ids) {
    return scope.requireAll(World.Worlds.class, ids);
  }

  @Override
  public Graph graph(Graph.Question question) {
    prefetch(question.lists(), LISTS_OF_TYPE_0, LISTS_OF_TYPE_1);
    prefetch(question.counts(), COUNTS_OF_TYPE_0, COUNTS_OF_TYPE_1);
    return new Graph(
        scope.findAll(Node.Nodes.class, question.nodes()).inOrder(),
        scope.findAll(Link.Links.class, question.links()).inOrder(),
        question.lists().stream().map(this::list).toList(),
        question.counts().stream().map(this::count).toList());
  }

  private void prefetch(List<Owner> owners, Plan<Source> ofType0, Plan<Source> ofType1) {
    prefetch(owners, 0, ofType0);
    prefetch(owners, 1, ofType1);
  }

  private void prefetch(List<Owner> owners, int type, Plan<Source> plan) {
    List<Source> sources = new ArrayList<>();
    for (Owner owner : owners) {
      if (owner.type() == type) {
        sources.add(new Source(owner.id()));
      }
    }
    if (!sources.isEmpty()) {
      scope.prefetch(plan, sources);
    }
  }

  private List<Link> list(Owner owner) {
    Source source = new Source(owner.id());
    return owner.type() == 0
        ? Source.LINKS_OF_TYPE_0.of(source)
        : Source.LINKS_OF_TYPE_1.of(source);
  }

  private long count(Owner owner) {
    Source source = new Source(owner.id());
    return owner.type() == 0
        ? Source.COUNT_OF_TYPE_0.of(source)
        : Source.COUNT_OF_TYPE_1.of(source);
  }

  @Override
  public Optional<Item> item(long id) {
    return scope.find(Item.Items.class, id);
  }

  @Override
  public List<Item> items(long page) {
    return scope.list(Item.Pages.class, page);
  }

  @Override
  public void close() {
    scope.close();
  }
}
