package dev.twofold.bench.peer.ebean;

import io.ebean.annotation.Cache;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.List;

/** What the page shows a hundred of. */
@Entity
@Table(name = "post")
@Cache
public class EbeanPost {
  @Id private Long id;
  private String title;
  private String body;
  @ManyToOne private EbeanUser author;

  @OneToMany(mappedBy = "post")
  @OrderBy("id")
  private List<EbeanComment> comments;

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

  public EbeanUser getAuthor() {
    return author;
  }

  public List<EbeanComment> getComments() {
    return comments;
  }
}
