package dev.twofold.bench.peer;

import dev.twofold.bench.model.Changes;
import dev.twofold.bench.model.Page;
import java.util.List;
import java.util.NoSuchElementException;
import org.ehcache.Cache;

/** Loops over bare Ehcache and nothing else, as long as it has everything. */
final class EhcacheLoop implements Contender {

  private final EhcacheMaps maps = new EhcacheMaps(false);
  private final CacheAsidePages misses;
  private final Cache<Long, Object> posts = maps.of(Kind.POST);
  private final Cache<Long, Object> users = maps.of(Kind.USER);
  private final Cache<Long, Object> photos = maps.of(Kind.PHOTO);
  private final Cache<Long, Object> comments = maps.of(Kind.COMMENT);
  private final Cache<Long, Object> commentsOfPosts = maps.of(Kind.COMMENTS_OF_POST);

  EhcacheLoop(Tables tables) {
    misses = new CacheAsidePages(maps, tables);
  }

  @Override
  public Page page(List<Long> postIds) {
    Rows rows = this::get;
    try {
      return rows.page(postIds);
    } catch (NoSuchElementException e) {
      return misses.page(postIds);
    }
  }

  private Object get(Kind kind, long id) {
    Object value =
        switch (kind) {
          case POST -> posts.get(id);
          case USER -> users.get(id);
          case PHOTO -> photos.get(id);
          case COMMENT -> comments.get(id);
          case COMMENTS_OF_POST -> commentsOfPosts.get(id);
        };
    if (value == null) {
      throw new NoSuchElementException(kind + " " + id);
    }
    return value;
  }

  @Override
  public void forget() {
    misses.forget();
  }

  @Override
  public void change(Changes changes) {
    misses.change(changes);
  }

  @Override
  public void close() {
    misses.close();
  }
}
