package dev.twofold.checker.model;

import dev.twofold.checker.history.CellKind;

/** Parents, their children, and their cells. */
public enum Family {
  SHOPS(
      ShopEntity.class,
      ItemEntity.class,
      "shop",
      CellKind.SHOP,
      CellKind.ITEM,
      CellKind.ITEM_CODE,
      CellKind.SHOP_ITEMS),
  VAULTS(
      VaultEntity.class,
      CoinEntity.class,
      "vault",
      CellKind.VAULT,
      CellKind.COIN,
      CellKind.COIN_CODE,
      CellKind.VAULT_COINS);

  private final Class<? extends ParentEntity> parentType;
  private final Class<? extends ChildEntity> childType;
  private final String parentAttribute;
  private final CellKind parent;
  private final CellKind child;
  private final CellKind code;
  private final CellKind children;

  Family(
      Class<? extends ParentEntity> parentType,
      Class<? extends ChildEntity> childType,
      String parentAttribute,
      CellKind parent,
      CellKind child,
      CellKind code,
      CellKind children) {
    this.parentType = parentType;
    this.childType = childType;
    this.parentAttribute = parentAttribute;
    this.parent = parent;
    this.child = child;
    this.code = code;
    this.children = children;
  }

  public Class<? extends ParentEntity> parentType() {
    return parentType;
  }

  public Class<? extends ChildEntity> childType() {
    return childType;
  }

  /** The attribute of a child that refers to its parent. */
  public String parentAttribute() {
    return parentAttribute;
  }

  /** The table of the parents. */
  public String parentTable() {
    return parentAttribute + "s";
  }

  /** The name of the parent in HQL. */
  public String parentName() {
    return this == SHOPS ? "Shop" : "Vault";
  }

  /** The name of the child in HQL. */
  public String childName() {
    return this == SHOPS ? "Item" : "Coin";
  }

  /** The table of the children. */
  public String childTable() {
    return this == SHOPS ? "items" : "coins";
  }

  public CellKind parent() {
    return parent;
  }

  public CellKind child() {
    return child;
  }

  public CellKind code() {
    return code;
  }

  public CellKind children() {
    return children;
  }

  /** A parent of which only the id counts. */
  public ParentEntity newParent(long id) {
    ParentEntity entity = this == SHOPS ? new ShopEntity() : new VaultEntity();
    entity.id(id);
    return entity;
  }

  /** A child that is not in the database yet. */
  public ChildEntity newChild() {
    return this == SHOPS ? new ItemEntity() : new CoinEntity();
  }
}
