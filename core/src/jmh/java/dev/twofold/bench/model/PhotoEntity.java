package dev.twofold.bench.model;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** A picture of a user. */
@Entity(name = "Photo")
@Table(name = "photo")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
public class PhotoEntity {
  @Id private Long id;
  private String url;

  protected PhotoEntity() {}

  public PhotoEntity(Long id, String url) {
    this.id = id;
    this.url = url;
  }

  public Long getId() {
    return id;
  }

  public String getUrl() {
    return url;
  }
}
