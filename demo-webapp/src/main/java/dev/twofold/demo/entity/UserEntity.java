package dev.twofold.demo.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;

/** A member of the community. */
@Entity
@Table(name = "users")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class UserEntity {

  @Id private Long id;

  @Column(nullable = false, unique = true, length = 50)
  private String name;

  @Column(nullable = false, length = 1000)
  private String about;

  @Column(nullable = false)
  private Instant joined;

  @OneToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "photo_id")
  private PhotoEntity photo;

  @OneToMany(mappedBy = "user")
  private Set<VoteEntity> votes;

  protected UserEntity() {}

  public Long getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getAbout() {
    return about;
  }

  public void setAbout(String about) {
    this.about = about;
  }

  public Instant getJoined() {
    return joined;
  }

  public PhotoEntity getPhoto() {
    return photo;
  }

  public Set<VoteEntity> getVotes() {
    return votes;
  }
}
