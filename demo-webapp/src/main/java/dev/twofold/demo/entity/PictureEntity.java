package dev.twofold.demo.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A picture of the gallery, without what it shows. */
@Entity
@Table(name = "pictures")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class PictureEntity {

  @Id private Long id;

  @Column(nullable = false, length = 100)
  private String title;

  /** Grows whenever the original is another one. */
  @Column(nullable = false)
  private int revision;

  protected PictureEntity() {}

  public Long getId() {
    return id;
  }

  public String getTitle() {
    return title;
  }

  public int getRevision() {
    return revision;
  }

  public void setRevision(int revision) {
    this.revision = revision;
  }
}
