package dev.twofold.demo.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comment on a story, or an answer to another comment of the story. */
@Entity
@Table(name = "comments")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class CommentEntity {

  @Id private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "story_id")
  private StoryEntity story;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "parent_id")
  private @Nullable CommentEntity parent;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "author_id")
  private UserEntity author;

  @Column(nullable = false)
  private Instant created;

  @Column(nullable = false)
  private int score;

  @Column(nullable = false, length = 2000)
  private String body;

  @OneToMany(mappedBy = "parent")
  @OrderBy("score desc, id")
  private List<CommentEntity> replies;

  protected CommentEntity() {}

  public Long getId() {
    return id;
  }

  public StoryEntity getStory() {
    return story;
  }

  public @Nullable CommentEntity getParent() {
    return parent;
  }

  public UserEntity getAuthor() {
    return author;
  }

  public Instant getCreated() {
    return created;
  }

  public int getScore() {
    return score;
  }

  public String getBody() {
    return body;
  }

  public List<CommentEntity> getReplies() {
    return replies;
  }
}
