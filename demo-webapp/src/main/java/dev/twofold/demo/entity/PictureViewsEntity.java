package dev.twofold.demo.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How often a picture was looked at: a row of its own, since it changes so often. */
@Entity
@Table(name = "picture_views")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class PictureViewsEntity {

  @Id
  @Column(name = "picture_id")
  private Long pictureId;

  @Column(nullable = false)
  private long number;

  protected PictureViewsEntity() {}

  public Long getPictureId() {
    return pictureId;
  }

  public long getNumber() {
    return number;
  }
}
