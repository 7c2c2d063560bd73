package dev.twofold.checker.model;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "Item")
@Table(name = "items")
public class ItemEntity extends ChildEntity {

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @Nullable ShopEntity shop;

  @Override
  public void parent(ParentEntity parent) {
    shop = (ShopEntity) parent;
  }

  @Override
  public ParentEntity parent() {
    return requireNonNull(shop);
  }
}
