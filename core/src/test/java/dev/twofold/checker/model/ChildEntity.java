package dev.twofold.checker.model;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/** A row that belongs to another and may have a code that no other row has. */
@MappedSuperclass
public abstract class ChildEntity {

  @Id long id;
  long version;
  long writer;
  long stamp;

  @Column(unique = true)
  @Nullable String code;

  long codeVersion;

  public void write(long newVersion, long newWriter) {
    version = newVersion;
    writer = newWriter;
  }

  /** Says which version of its parent's children it is the sign of. */
  public void stamp(long childrenVersion) {
    stamp = childrenVersion;
  }

  public void code(@Nullable String newCode, long newVersion) {
    code = newCode;
    codeVersion = newVersion;
  }

  public void id(long newId) {
    id = newId;
  }

  public long id() {
    return id;
  }

  public @Nullable String code() {
    return code;
  }

  public abstract void parent(ParentEntity parent);

  public abstract ParentEntity parent();
}
