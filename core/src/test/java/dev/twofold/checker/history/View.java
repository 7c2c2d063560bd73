package dev.twofold.checker.history;

/** A way in which a cell is read: each has entries of its own. */
public enum View {
  SHOP_ROW(CellKind.SHOP, Sharing.NEAR),
  SHOP_ROW_FAR(CellKind.SHOP, Sharing.FAR),
  ITEM_ROW(CellKind.ITEM, Sharing.NEAR),
  ITEM_ROW_FAR(CellKind.ITEM, Sharing.FAR),
  ITEM_BY_CODE(CellKind.ITEM_CODE, Sharing.NEAR),
  ITEM_COUNT(CellKind.SHOP_ITEMS, Sharing.NEAR),
  ITEM_STAMP(CellKind.SHOP_ITEMS, Sharing.NEAR),
  ITEM_SUMMARY(CellKind.SHOP_ITEMS, Sharing.NEAR),
  ITEM_SUMMARY_FAR(CellKind.SHOP_ITEMS, Sharing.FAR),
  ITEM_LIST(CellKind.SHOP_ITEMS, Sharing.NEAR),
  NOTE(CellKind.NOTE, Sharing.NEAR),
  NOTE_FAR(CellKind.NOTE, Sharing.FAR),
  VAULT_ROW(CellKind.VAULT, Sharing.STRICT),
  COIN_ROW(CellKind.COIN, Sharing.STRICT),
  COIN_BY_CODE(CellKind.COIN_CODE, Sharing.STRICT),
  COIN_COUNT(CellKind.VAULT_COINS, Sharing.STRICT),
  COIN_STAMP(CellKind.VAULT_COINS, Sharing.STRICT),
  COIN_SUMMARY(CellKind.VAULT_COINS, Sharing.STRICT),
  COIN_LIST(CellKind.VAULT_COINS, Sharing.STRICT);

  private final CellKind kind;
  private final Sharing sharing;

  View(CellKind kind, Sharing sharing) {
    this.kind = kind;
    this.sharing = sharing;
  }

  /** What it reads. */
  public CellKind kind() {
    return kind;
  }

  /** Where its entries are kept. */
  public Sharing sharing() {
    return sharing;
  }

  /** The cell of an id. */
  public Cell cell(long id) {
    return new Cell(kind, id);
  }
}
