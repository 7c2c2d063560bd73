package dev.twofold.bench.peer;

import dev.twofold.bench.model.Changes;
import dev.twofold.bench.model.Comment;
import dev.twofold.bench.model.Page;
import dev.twofold.bench.model.Post;
import dev.twofold.bench.model.User;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a good programmer writes by hand: the page level by level, each level from a cache in bulk,
 * then from the database with one statement for each kind.
 */
final class CacheAsidePages implements Contender {

  private final BulkCache cache;
  private final Tables tables;

  CacheAsidePages(BulkCache cache, Tables tables) {
    this.cache = cache;
    this.tables = tables;
  }

  @Override
  public Page page(List<Long> postIds) {
    return read(postIds).page(postIds);
  }

  /** All rows of a page. */
  Found read(List<Long> postIds) {
    Found found = new Found();
    read(Map.of(Kind.POST, new HashSet<>(postIds)), found);
    read(
        level(Kind.USER, authors(found), Kind.COMMENTS_OF_POST, new HashSet<>(postIds), found),
        found);
    read(level(Kind.PHOTO, photos(found), Kind.COMMENT, comments(found), found), found);
    read(wanted(Kind.USER, commenters(found), found), found);
    return found;
  }

  private void read(Map<Kind, Set<Long>> wanted, Found found) {
    if (wanted.isEmpty()) {
      return;
    }
    cache.read(wanted, found);
    Map<Kind, Set<Long>> missing = new EnumMap<>(Kind.class);
    wanted.forEach((kind, ids) -> missing.putAll(wanted(kind, ids, found)));
    if (!missing.isEmpty()) {
      Found loaded = tables.read(missing);
      cache.put(loaded);
      found.putAll(loaded);
    }
  }

  private static Map<Kind, Set<Long>> level(
      Kind one, Set<Long> someIds, Kind other, Set<Long> otherIds, Found found) {
    Map<Kind, Set<Long>> level = new EnumMap<>(Kind.class);
    level.putAll(wanted(one, someIds, found));
    level.putAll(wanted(other, otherIds, found));
    return level;
  }

  private static Map<Kind, Set<Long>> wanted(Kind kind, Set<Long> ids, Found found) {
    Set<Long> missing = found.missing(kind, ids);
    return missing.isEmpty() ? Map.of() : Map.of(kind, missing);
  }

  private static Set<Long> authors(Found found) {
    Set<Long> ids = new HashSet<>();
    found.of(Kind.POST).values().forEach(post -> ids.add(((Post) post).authorId()));
    return ids;
  }

  private static Set<Long> photos(Found found) {
    Set<Long> ids = new HashSet<>();
    found.of(Kind.USER).values().forEach(user -> ids.add(((User) user).photoId()));
    return ids;
  }

  @SuppressWarnings("unchecked") // each kind has values of its own
  private static Set<Long> comments(Found found) {
    Set<Long> ids = new HashSet<>();
    found.of(Kind.COMMENTS_OF_POST).values().forEach(list -> ids.addAll((List<Long>) list));
    return ids;
  }

  private static Set<Long> commenters(Found found) {
    Set<Long> ids = new HashSet<>();
    found.of(Kind.COMMENT).values().forEach(comment -> ids.add(((Comment) comment).authorId()));
    return ids;
  }

  @Override
  public void forget() {
    cache.clear();
  }

  @Override
  public void change(Changes changes) {
    tables.write(changes);
    removeUnlessEmpty(Kind.POST, changes.posts());
    removeUnlessEmpty(Kind.USER, changes.users());
    removeUnlessEmpty(Kind.COMMENT, changes.comments());
  }

  private void removeUnlessEmpty(Kind kind, Collection<Long> ids) {
    if (!ids.isEmpty()) {
      cache.remove(kind, ids);
    }
  }

  @Override
  public void close() {
    cache.close();
  }
}
