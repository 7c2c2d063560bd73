package dev.twofold.bench.peer.ebean;

import io.ebean.annotation.Cache;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A picture of a user. */
@Entity
@Table(name = "photo")
@Cache
public class EbeanPhoto {
  @Id private Long id;
  private String url;

  public Long getId() {
    return id;
  }

  public String getUrl() {
    return url;
  }
}
