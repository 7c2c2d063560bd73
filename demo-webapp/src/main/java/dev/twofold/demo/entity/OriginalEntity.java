package dev.twofold.demo.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The file of a picture: about a megabyte, apart from the row that lists need. */
@Entity
@Table(name = "originals")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class OriginalEntity {

  private static final int LARGEST = 1_048_576;

  @Id
  @Column(name = "picture_id")
  private Long pictureId;

  @Column(nullable = false, length = LARGEST)
  private byte[] content;

  protected OriginalEntity() {}

  public Long getPictureId() {
    return pictureId;
  }

  public byte[] getContent() {
    return content;
  }

  public void setContent(byte[] content) {
    this.content = content;
  }
}
