package dev.twofold.demo.bench.batch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An object of LinkBench's graph. */
@Entity
@Table(name = "node")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class NodeEntity {

  @Id private Long id;

  @Column(nullable = false)
  private int type;

  @Column(nullable = false)
  private long version;

  @Column(nullable = false)
  private String data;

  protected NodeEntity() {}

  NodeEntity(long id, String data) {
    this.id = id;
    this.data = data;
  }

  void change() {
    version++;
  }

  Node view() {
    return new Node(id, type, version, data);
  }
}
