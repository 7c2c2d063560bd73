package dev.twofold.demo.entity;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.Table;

/** A user's vote for a story. */
@Entity
@Table(name = "votes")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
public class VoteEntity {

  @EmbeddedId private VoteId id;

  @MapsId("storyId")
  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "story_id")
  private StoryEntity story;

  @MapsId("userId")
  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "user_id")
  private UserEntity user;

  protected VoteEntity() {}

  public VoteId getId() {
    return id;
  }

  public StoryEntity getStory() {
    return story;
  }

  public UserEntity getUser() {
    return user;
  }
}
