package dev.twofold.checker.model;

import dev.twofold.relation.Aggregate;
import dev.twofold.relation.Count;
import dev.twofold.relation.ToMany;

/** The row of a shop. */
public record Shop(long id, long version, long writer) implements Parent {
  public static final ToMany<Shop, Item> ITEMS = ToMany.of(Shop.class, Loaders.Items.class, "shop");
  public static final Count<Shop> COUNT = Count.of(Shop.class, Loaders.Items.class, "shop");
  public static final Aggregate<Shop, Long> STAMP =
      Aggregate.max(Shop.class, Loaders.Items.class, "shop", "stamp", Long.class);

  /** One that is known by its id only. */
  public static Shop named(long id) {
    return new Shop(id, 0, 0);
  }
}
