package dev.twofold.bench.peer;

import dev.twofold.bench.model.Changes;
import dev.twofold.bench.model.CommentView;
import dev.twofold.bench.model.Page;
import dev.twofold.bench.model.PostView;
import dev.twofold.bench.peer.ebean.EbeanComment;
import dev.twofold.bench.peer.ebean.EbeanPhoto;
import dev.twofold.bench.peer.ebean.EbeanPost;
import dev.twofold.bench.peer.ebean.EbeanUser;
import io.ebean.Database;
import io.ebean.DatabaseFactory;
import io.ebean.FetchGroup;
import io.ebean.Query;
import io.ebean.Transaction;
import io.ebean.config.DatabaseConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Beans of Ebean. */
final class EbeanPages implements Contender {

  private static final int LAZY_BATCH = 1_000;

  /** How the page is read. */
  enum Fetch {
    /** Each association when it is touched, in batches. */
    LAZY,
    /** By one fetch group, which joins what is to one. */
    GROUP,
    /** By id from its second-level cache in the process. */
    CACHE
  }

  private final FetchGroup<EbeanPost> wholePage =
      FetchGroup.of(EbeanPost.class)
          .select("title, body")
          .fetch("author", "name")
          .fetch("author.photo", "url")
          .fetch("comments", "text")
          .fetch("comments.author", "name")
          .build();

  private final Database database;
  private final Fetch fetch;

  EbeanPages(DataSource pool, Fetch fetch) {
    this.fetch = fetch;
    DatabaseConfig config = new DatabaseConfig();
    config.setName("bench" + UUID.randomUUID());
    config.setRegister(false);
    config.setDefaultServer(false);
    config.setDataSource(pool);
    config.setLazyLoadBatchSize(LAZY_BATCH);
    config.setDisableL2Cache(fetch != Fetch.CACHE);
    config.setClasses(
        List.of(EbeanPost.class, EbeanComment.class, EbeanUser.class, EbeanPhoto.class));
    database = DatabaseFactory.create(config);
  }

  @Override
  public Page page(List<Long> postIds) {
    Map<Long, EbeanPost> posts = new HashMap<>();
    query(postIds).findList().forEach(post -> posts.put(post.getId(), post));
    List<PostView> views = new ArrayList<>(postIds.size());
    for (Long id : postIds) {
      views.add(view(posts.get(id)));
    }
    return new Page(views);
  }

  private Query<EbeanPost> query(List<Long> postIds) {
    Query<EbeanPost> query = database.find(EbeanPost.class).where().idIn(postIds).query();
    return switch (fetch) {
      case LAZY -> query;
      case GROUP -> query.select(wholePage);
      case CACHE -> query.setUseCache(true);
    };
  }

  private static PostView view(EbeanPost post) {
    EbeanUser author = post.getAuthor();
    List<CommentView> comments = new ArrayList<>();
    for (EbeanComment comment : post.getComments()) {
      comments.add(new CommentView(comment.getText(), comment.getAuthor().getName()));
    }
    return new PostView(
        post.getTitle(), post.getBody(), author.getName(), author.getPhoto().getUrl(), comments);
  }

  @Override
  public void forget() {
    database.cacheManager().clearAll();
  }

  @Override
  public void change(Changes changes) {
    try (Transaction transaction = database.beginTransaction()) {
      for (EbeanPost post : some(EbeanPost.class, changes.posts())) {
        post.setTitle(changes.text());
        database.save(post);
      }
      for (EbeanUser user : some(EbeanUser.class, changes.users())) {
        user.setName(changes.text());
        database.save(user);
      }
      for (EbeanComment comment : some(EbeanComment.class, changes.comments())) {
        comment.setText(changes.text());
        database.save(comment);
      }
      transaction.commit();
    }
  }

  private <B> List<B> some(Class<B> bean, List<Long> ids) {
    return database.find(bean).where().idIn(ids).findList();
  }

  @Override
  public void close() {
    database.shutdown(false, false);
  }
}
