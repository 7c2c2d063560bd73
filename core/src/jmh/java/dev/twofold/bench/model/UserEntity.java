package dev.twofold.bench.model;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** Who writes posts and comments. */
@Entity(name = "User")
@Table(name = "app_user")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
public class UserEntity {
  @Id private Long id;
  private String name;

  @ManyToOne(fetch = FetchType.LAZY)
  private PhotoEntity photo;

  protected UserEntity() {}

  public UserEntity(Long id, String name, PhotoEntity photo) {
    this.id = id;
    this.name = name;
    this.photo = photo;
  }

  public Long getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public PhotoEntity getPhoto() {
    return photo;
  }
}
