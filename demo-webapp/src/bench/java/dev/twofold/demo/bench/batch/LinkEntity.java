package dev.twofold.demo.bench.batch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A link of LinkBench's graph. */
@Entity
@IdClass(LinkId.class)
@Table(name = "link")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class LinkEntity {

  @Id
  @Column(name = "id1")
  private long id1;

  @Id
  @Column(name = "link_type")
  private int linkType;

  @Id
  @Column(name = "id2")
  private long id2;

  @Column(nullable = false)
  private String data;

  @Column(name = "time", nullable = false)
  private long time;

  protected LinkEntity() {}

  LinkEntity(LinkId id, String data, long time) {
    id1 = id.id1();
    linkType = id.linkType();
    id2 = id.id2();
    this.data = data;
    this.time = time;
  }

  void change(long now) {
    time = now;
  }

  Link view() {
    return new Link(id1, linkType, id2, data, time);
  }
}
