package dev.twofold.checker.node;

import dev.twofold.checker.history.State;
import dev.twofold.checker.model.ChildEntity;
import dev.twofold.checker.model.Family;
import dev.twofold.checker.model.Scale;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Random changes of entities within one transaction. Used by one thread. */
final class EntityChanges {

  private enum Kind {
    INSERT,
    UPDATE,
    DELETE,
    MOVE,
    RECODE
  }

  private record ChildChange(Kind kind, ChildEntity row, long from, long to, long code) {}

  private final Family family;
  private final Rows rows;
  private final Writing writing;
  private final Scale scale;
  private final RandomGenerator random;

  EntityChanges(Family family, Rows rows, Writing writing, Scale scale, RandomGenerator random) {
    this.family = family;
    this.rows = rows;
    this.writing = writing;
    this.scale = scale;
    this.random = random;
  }

  /** Updates rows of parents. */
  void updateParents(Collection<Long> ids) {
    writing.lock(family.parent(), ids);
    for (long id : ids) {
      var row = rows.find(family.parentType(), id);
      row.write(writing.set(family.parent(), id, writing.transaction()), writing.transaction());
      rows.update(row);
    }
  }

  /** Does something with each of some children. */
  void changeChildren(Collection<Long> ids) {
    writing.lock(family.child(), ids);
    List<ChildChange> changes = new ArrayList<>();
    Set<Long> codes = new TreeSet<>();
    Set<Long> parents = new TreeSet<>();
    for (long id : ids) {
      ChildChange change = choose(id);
      changes.add(change);
      String code = change.row.code();
      if (code != null && (change.kind == Kind.DELETE || change.kind == Kind.RECODE)) {
        codes.add(Scale.number(code));
      }
      if (change.kind == Kind.RECODE) {
        codes.add(change.code);
      }
      if (change.from != change.to) {
        parents.add(change.from);
        parents.add(change.to);
      }
    }
    parents.remove(State.ABSENT);
    writing.lock(family.code(), codes);
    writing.lock(family.children(), parents);
    TreeMap<Long, Long> sizes = new TreeMap<>();
    parents.forEach(id -> sizes.put(id, writing.now(family.children(), id).content()));
    for (ChildChange change : changes) {
      writing.note(change.kind.name() + (rows instanceof Rows.Stateless ? " stateless" : ""));
      apply(change);
      sizes.computeIfPresent(change.from, (id, size) -> change.from == change.to ? size : size - 1);
      sizes.computeIfPresent(change.to, (id, size) -> change.from == change.to ? size : size + 1);
    }
    sizes.forEach(this::replaceSign);
  }

  private ChildChange choose(long id) {
    long parent = random.nextInt(scale.parents());
    if (!writing.isThere(family.child(), id)) {
      ChildEntity row = family.newChild();
      row.id(id);
      return new ChildChange(Kind.INSERT, row, State.ABSENT, parent, 0);
    }
    ChildEntity row = rows.find(family.childType(), id);
    long from = Rows.parentId(row);
    int dice = random.nextInt(20);
    if (dice < 10) {
      return new ChildChange(Kind.UPDATE, row, from, from, 0);
    }
    if (dice < 13) {
      return new ChildChange(Kind.DELETE, row, from, State.ABSENT, 0);
    }
    if (dice < 16) {
      return new ChildChange(Kind.MOVE, row, from, parent, 0);
    }
    return new ChildChange(Kind.RECODE, row, from, from, random.nextInt(scale.codes()));
  }

  private void apply(ChildChange change) {
    ChildEntity row = change.row;
    if (change.kind == Kind.DELETE) {
      writing.set(family.child(), row.id(), State.ABSENT);
      release(row.code());
      rows.delete(row);
      return;
    }
    long version = writing.set(family.child(), row.id(), writing.transaction());
    row.write(version, writing.transaction());
    if (change.kind == Kind.RECODE) {
      recode(row, change.code);
    }
    if (change.from != change.to) {
      row.parent(rows.parent(family, change.to));
    }
    if (change.kind == Kind.INSERT) {
      rows.insert(row);
    } else {
      rows.update(row);
    }
  }

  /** Takes a code that is free, or lets go of the own one. */
  private void recode(ChildEntity row, long code) {
    boolean free = !writing.isThere(family.code(), code);
    release(row.code());
    if (free) {
      row.code(Scale.code(code), writing.set(family.code(), code, row.id()));
    } else {
      row.code(null, 0);
    }
  }

  private void release(@Nullable String code) {
    if (code != null) {
      writing.set(family.code(), Scale.number(code), State.ABSENT);
    }
  }

  private void replaceSign(long parent, long size) {
    long old = writing.now(family.children(), parent).version();
    rows.delete(rows.find(family.childType(), Scale.sign(parent, old)));
    long version = writing.set(family.children(), parent, size);
    ChildEntity sign = family.newChild();
    sign.id(Scale.sign(parent, version));
    sign.stamp(version);
    sign.parent(rows.parent(family, parent));
    rows.insert(sign);
  }
}
