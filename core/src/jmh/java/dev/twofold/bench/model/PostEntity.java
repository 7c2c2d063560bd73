package dev.twofold.bench.model;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** What the page shows a hundred of. */
@Entity(name = "Post")
@Table(name = "post")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
public class PostEntity {
  @Id private Long id;
  private String title;

  @Column(length = 1_000)
  private String body;

  @ManyToOne(fetch = FetchType.LAZY)
  private UserEntity author;

  @OneToMany(mappedBy = "post")
  @OrderBy("id")
  @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
  private List<CommentEntity> comments = new ArrayList<>();

  protected PostEntity() {}

  public PostEntity(Long id, String title, String body, UserEntity author) {
    this.id = id;
    this.title = title;
    this.body = body;
    this.author = author;
  }

  public Long getId() {
    return id;
  }

  public String getTitle() {
    return title;
  }

  public void setTitle(String title) {
    this.title = title;
  }

  public String getBody() {
    return body;
  }

  public UserEntity getAuthor() {
    return author;
  }

  public List<CommentEntity> getComments() {
    return comments;
  }
}
