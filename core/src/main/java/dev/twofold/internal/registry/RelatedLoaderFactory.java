package dev.twofold.internal.registry;

import dev.twofold.codec.ValueCodec;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Impact;
import dev.twofold.key.Parameter;
import dev.twofold.relation.RelationDefinition.Aggregated;
import dev.twofold.tier.relation.AggregateMapping;
import dev.twofold.tier.relation.AggregateReader;
import dev.twofold.tier.relation.PageReader;
import dev.twofold.tier.relation.RelationReader;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the loaders of relations to mapped rows. They follow the region of the rows. */
final class RelatedLoaderFactory {

  private final TierFormats formats;

  RelatedLoaderFactory(TierFormats formats) {
    this.formats = formats;
  }

  /**
   * The loader of ids by owner.
   *
   * @param name for statistics
   * @param identity for keys in shared tiers
   * @param limit how many rows each owner has at most; 0: all
   */
  <Q, K, V extends Record> RegisteredLoader<Q, List<K>, List<K>> lists(
      MappedRelation<Q, K, V> relation, String name, String identity, int limit) {
    boolean wholeTree = relation.rows().wholeTree();
    RelationReader<Q, K, V> reader = relation.reads().reader(relation.mapping(limit, wholeTree));
    RelatedLoads<Q, K, V> loads = loads(relation);
    RelatedLoads.Self<Q, K> self = new RelatedLoads.Self<>();
    RegisteredLoader<Q, List<K>, List<K>> lists =
        loader(
            relation,
            name,
            relation.owner().normalization(),
            wholeTree ? loads.trees(reader, self) : loads.lists(reader),
            RequestForm.unmodifiableList(),
            batchLimit(relation, reader.ownerColumns()),
            formats.of(
                relation.target().declared(),
                identity,
                relation.parameters(),
                relation.owner().type(),
                () -> ValueCodec.ofList(relation.target().mapping().keyType()),
                null,
                owner -> Set.of()),
            relation.target().declared().shared(),
            reader::affectedBy);
    self.is(lists);
    return lists;
  }

  /** The loader of ids by page; parameters as above. */
  <Q, K, V extends Record> RegisteredLoader<PageKey<Q, K>, List<K>, List<K>> pages(
      MappedRelation<Q, K, V> relation, String name) {
    PageReader<Q, K, V> reader = relation.reads().pageReader(relation.mapping(0, false));
    UnaryOperator<Q> owners = relation.owner().normalization();
    return loader(
        relation,
        name,
        page -> page.of(owners.apply(page.owner())),
        loads(relation).pages(reader),
        RequestForm.unmodifiableList(),
        reader.batchLimit(),
        // Whoever adds a row cannot name the pages that shared tiers would have of its owner.
        null,
        false,
        change -> Affected.none());
  }

  private static <Q, K, V extends Record> RelatedLoads<Q, K, V> loads(
      MappedRelation<Q, K, V> relation) {
    return new RelatedLoads<>(relation.target().loads(), relation.owner().normalization());
  }

  /** The loader of results by owner; parameters as above. */
  <Q, N> RegisteredLoader<Q, N, N> results(
      MappedRelation<Q, ?, ?> relation, Aggregated<?, N> aggregated, String name, String identity) {
    AggregateReader<Q, N> reader =
        relation
            .reads()
            .aggregateReader(
                new AggregateMapping<>(
                    relation.name(),
                    relation.target().mapping(),
                    relation.owner().entity(),
                    relation.owner().type(),
                    relation.rows().link(),
                    relation.rows().conditions(),
                    aggregated.function(),
                    aggregated.attribute(),
                    aggregated.result()));
    UnaryOperator<Q> owners = relation.owner().normalization();
    return loader(
        relation,
        name,
        owners,
        new AggregateLoads<>(reader, owners, aggregated.none()),
        RequestForm.cachedForm(),
        batchLimit(relation, reader.ownerColumns()),
        formats.of(
            relation.target().declared(),
            identity,
            relation.parameters(),
            relation.owner().type(),
            () -> ValueCodec.of(aggregated.result()),
            null,
            owner -> Set.of()),
        relation.target().declared().shared(),
        reader::affectedBy);
  }

  private static int batchLimit(MappedRelation<?, ?, ?> relation, int ownerColumns) {
    return relation.target().database().batchLimit(ownerColumns);
  }

  private static <K, C> RegisteredLoader<K, C, C> loader(
      MappedRelation<?, ?, ?> relation,
      String name,
      UnaryOperator<K> normalization,
      LoadFunction<K, C> load,
      RequestForm<K, C, C> requestForm,
      int batchLimit,
      @Nullable TierFormat<K, C> tierFormat,
      boolean shared,
      Impact<K> impact) {
    Set<Parameter<?>> parameters = relation.parameters();
    return new RegisteredLoader<>(
        name,
        relation.target().loader().region(),
        parameters,
        relation.target().loader().tenant(),
        normalization,
        load,
        requestForm,
        batchLimit,
        relation.target().database(),
        tierFormat,
        shared,
        List.of(),
        impact);
  }
}
