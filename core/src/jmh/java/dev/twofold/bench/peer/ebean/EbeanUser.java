package dev.twofold.bench.peer.ebean;

import io.ebean.annotation.Cache;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** Who writes posts and comments. */
@Entity
@Table(name = "app_user")
@Cache
public class EbeanUser {
  @Id private Long id;
  private String name;
  @ManyToOne private EbeanPhoto photo;

  public Long getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public EbeanPhoto getPhoto() {
    return photo;
  }
}
