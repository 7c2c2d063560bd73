package dev.twofold.demo.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A picture of a user. */
@Entity
@Table(name = "photos")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class PhotoEntity {

  @Id private Long id;

  @Column(nullable = false, length = 100)
  private String url;

  protected PhotoEntity() {}

  public Long getId() {
    return id;
  }

  public String getUrl() {
    return url;
  }
}
