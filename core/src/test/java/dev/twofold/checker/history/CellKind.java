package dev.twofold.checker.history;

/** What has versions of its own in the database. */
public enum CellKind {
  /** The row of a shop. */
  SHOP,
  /** The row of an item. */
  ITEM,
  /** Which item has a code. */
  ITEM_CODE,
  /** Which items a shop has. */
  SHOP_ITEMS,
  /** A note, which only writers past Hibernate know. */
  NOTE,
  /** The row of a vault; its entries are in a strict region, and so are those of the next three. */
  VAULT,
  /** The row of a coin. */
  COIN,
  /** Which coin has a code. */
  COIN_CODE,
  /** Which coins a vault has. */
  VAULT_COINS;

  /** Whether its entries are in a strict region. */
  public boolean isStrict() {
    return compareTo(VAULT) >= 0;
  }
}
