package dev.twofold.checker.model;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "Coin")
@Table(name = "coins")
public class CoinEntity extends ChildEntity {

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @Nullable VaultEntity vault;

  @Override
  public void parent(ParentEntity parent) {
    vault = (VaultEntity) parent;
  }

  @Override
  public ParentEntity parent() {
    return requireNonNull(vault);
  }
}
