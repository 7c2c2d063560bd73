package dev.twofold.checker.model;

import dev.twofold.relation.Aggregate;
import dev.twofold.relation.Count;
import dev.twofold.relation.ToMany;

/** The row of a vault. */
public record Vault(long id, long version, long writer) implements Parent {
  public static final ToMany<Vault, Coin> COINS =
      ToMany.of(Vault.class, Loaders.Coins.class, "vault");
  public static final Count<Vault> COUNT = Count.of(Vault.class, Loaders.Coins.class, "vault");
  public static final Aggregate<Vault, Long> STAMP =
      Aggregate.max(Vault.class, Loaders.Coins.class, "vault", "stamp", Long.class);

  /** One that is known by its id only. */
  public static Vault named(long id) {
    return new Vault(id, 0, 0);
  }
}
