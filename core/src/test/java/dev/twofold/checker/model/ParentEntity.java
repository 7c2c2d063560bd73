package dev.twofold.checker.model;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** A row that others refer to. */
@MappedSuperclass
public abstract class ParentEntity {

  @Id long id;
  long version;
  long writer;

  public void write(long newVersion, long newWriter) {
    version = newVersion;
    writer = newWriter;
  }

  public void id(long newId) {
    id = newId;
  }

  public long id() {
    return id;
  }
}
