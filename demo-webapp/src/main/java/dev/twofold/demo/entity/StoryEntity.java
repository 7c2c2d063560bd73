package dev.twofold.demo.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A link, or a text without one, that a user has submitted. */
@Entity
@Table(name = "stories")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class StoryEntity {

  @Id private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "author_id")
  private UserEntity author;

  @Column(nullable = false, length = 150)
  private String title;

  @Column(length = 250)
  private @Nullable String url;

  @Column(length = 100)
  private @Nullable String domain;

  @Column(nullable = false)
  private Instant created;

  @Column(nullable = false)
  private int score;

  /** Where the story stands on the front page: grows with score and with time of submission. */
  @Column(nullable = false)
  private double hotness;

  @ManyToMany
  @JoinTable(
      name = "story_tag",
      joinColumns = @JoinColumn(name = "story_id"),
      inverseJoinColumns = @JoinColumn(name = "tag_id"))
  @OrderBy("name")
  private Set<TagEntity> tags;

  @OneToMany(mappedBy = "story")
  @OrderBy("id")
  private List<CommentEntity> comments;

  protected StoryEntity() {}

  public Long getId() {
    return id;
  }

  public UserEntity getAuthor() {
    return author;
  }

  public String getTitle() {
    return title;
  }

  public @Nullable String getUrl() {
    return url;
  }

  public @Nullable String getDomain() {
    return domain;
  }

  public Instant getCreated() {
    return created;
  }

  public int getScore() {
    return score;
  }

  public void setScore(int score) {
    this.score = score;
  }

  public double getHotness() {
    return hotness;
  }

  public Set<TagEntity> getTags() {
    return tags;
  }

  public List<CommentEntity> getComments() {
    return comments;
  }
}
