package dev.twofold.bench.peer.ebean;

import io.ebean.annotation.Cache;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** What somebody says about a post. */
@Entity
@Table(name = "post_comment")
@Cache
public class EbeanComment {
  @Id private Long id;
  private String text;
  @ManyToOne private EbeanPost post;
  @ManyToOne private EbeanUser author;

  public Long getId() {
    return id;
  }

  public String getText() {
    return text;
  }

  public void setText(String text) {
    this.text = text;
  }

  public EbeanPost getPost() {
    return post;
  }

  public EbeanUser getAuthor() {
    return author;
  }
}
