package dev.twofold.checker.model;

import dev.twofold.loader.Loader;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;

/** The loaders of a node. */
public final class Loaders {

  public static final String NEAR = "near";
  public static final String FAR = "far";
  public static final String STRICT = "strict";

  private Loaders() {}

  /** One of each. */
  public static Loader<?, ?>[] all() {
    return new Loader<?, ?>[] {
      new Shops(),
      new ShopsFar(),
      new Items(),
      new ItemsFar(),
      new ItemSummaries(),
      new ItemSummariesFar(),
      new NotesNear(),
      new NotesFar(),
      new Vaults(),
      new Coins(),
      new CoinSummaries()
    };
  }

  public static final class Shops extends RowLoader<Long, Shop> {
    Shops() {
      super(ShopEntity.class);
    }

    @Override
    public String region() {
      return NEAR;
    }
  }

  public static final class ShopsFar extends RowLoader<Long, ShopFar> {
    ShopsFar() {
      super(ShopEntity.class);
    }

    @Override
    public String region() {
      return FAR;
    }
  }

  public static final class Items extends RowLoader<Long, Item> {
    public static final UniqueKey<String, Item> BY_CODE =
        UniqueKey.of(Items.class, String.class, "code");

    Items() {
      super(ItemEntity.class);
    }

    @Override
    public String region() {
      return NEAR;
    }
  }

  public static final class ItemsFar extends RowLoader<Long, ItemFar> {
    ItemsFar() {
      super(ItemEntity.class);
    }

    @Override
    public String region() {
      return FAR;
    }
  }

  public static final class ItemSummaries extends Summaries {
    ItemSummaries() {
      super(ItemEntity.class, "shop", "items");
    }

    @Override
    public String region() {
      return NEAR;
    }
  }

  public static final class ItemSummariesFar extends Summaries {
    ItemSummariesFar() {
      super(ItemEntity.class, "shop", "items");
    }

    @Override
    public String region() {
      return FAR;
    }
  }

  public static final class NotesNear extends Notes {
    @Override
    public String region() {
      return NEAR;
    }
  }

  public static final class NotesFar extends Notes {
    @Override
    public String region() {
      return FAR;
    }
  }

  public static final class Vaults extends RowLoader<Long, Vault> {
    Vaults() {
      super(VaultEntity.class);
    }

    @Override
    public String region() {
      return STRICT;
    }
  }

  public static final class Coins extends RowLoader<Long, Coin> {
    public static final UniqueKey<String, Coin> BY_CODE =
        UniqueKey.of(Coins.class, String.class, "code");

    Coins() {
      super(CoinEntity.class);
    }

    @Override
    public String region() {
      return STRICT;
    }
  }

  public static final class CoinSummaries extends Summaries {
    CoinSummaries() {
      super(CoinEntity.class, "vault", "coins");
    }

    @Override
    public String region() {
      return STRICT;
    }
  }
}
