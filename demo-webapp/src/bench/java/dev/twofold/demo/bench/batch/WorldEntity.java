package dev.twofold.demo.bench.batch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of TechEmpower's table. */
@Entity
@Table(name = "world")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class WorldEntity {

  @Id private Long id;

  @Column(name = "randomnumber", nullable = false)
  private int randomNumber;

  World view() {
    return new World(id, randomNumber);
  }
}
