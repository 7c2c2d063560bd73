package dev.twofold.demo.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A subject that stories are filed under. */
@Entity
@Table(name = "tags")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class TagEntity {

  @Id private Long id;

  @Column(nullable = false, unique = true, length = 30)
  private String name;

  protected TagEntity() {}

  public Long getId() {
    return id;
  }

  public String getName() {
    return name;
  }
}
