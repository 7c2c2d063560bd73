package dev.twofold.demo.bench.batch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Something that can be bought. */
@Entity
@Table(name = "item")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class ItemEntity {

  @Id private Long id;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private int price;

  @Column(nullable = false)
  private int quantity;

  protected ItemEntity() {}

  ItemEntity(long id, String name, int price) {
    this.id = id;
    this.name = name;
    this.price = price;
  }

  void sell() {
    quantity++;
  }

  Item view() {
    return new Item(id, name, price, quantity);
  }
}
