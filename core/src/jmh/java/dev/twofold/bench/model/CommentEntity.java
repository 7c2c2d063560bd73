package dev.twofold.bench.model;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** What somebody says about a post. */
@Entity(name = "Comment")
@Table(name = "post_comment", indexes = @Index(name = "comment_post", columnList = "post_id"))
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
public class CommentEntity {
  @Id private Long id;
  private String text;

  @ManyToOne(fetch = FetchType.LAZY)
  private PostEntity post;

  @ManyToOne(fetch = FetchType.LAZY)
  private UserEntity author;

  protected CommentEntity() {}

  public CommentEntity(Long id, String text, PostEntity post, UserEntity author) {
    this.id = id;
    this.text = text;
    this.post = post;
    this.author = author;
  }

  public Long getId() {
    return id;
  }

  public String getText() {
    return text;
  }

  public void setText(String text) {
    this.text = text;
  }

  public PostEntity getPost() {
    return post;
  }

  public UserEntity getAuthor() {
    return author;
  }
}
