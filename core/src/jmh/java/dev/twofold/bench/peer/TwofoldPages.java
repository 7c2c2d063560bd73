package dev.twofold.bench.peer;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.bench.model.Changes;
import dev.twofold.bench.model.Comment;
import dev.twofold.bench.model.CommentEntity;
import dev.twofold.bench.model.CommentLoader;
import dev.twofold.bench.model.CommentView;
import dev.twofold.bench.model.Page;
import dev.twofold.bench.model.PhotoLoader;
import dev.twofold.bench.model.Post;
import dev.twofold.bench.model.PostEntity;
import dev.twofold.bench.model.PostLoader;
import dev.twofold.bench.model.PostView;
import dev.twofold.bench.model.SessionFactories;
import dev.twofold.bench.model.SessionWrites;
import dev.twofold.bench.model.User;
import dev.twofold.bench.model.UserEntity;
import dev.twofold.bench.model.UserLoader;
import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.relation.Plan;
import dev.twofold.settings.Fills;
import dev.twofold.settings.TwofoldSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;

/** Twofold. */
final class TwofoldPages implements Contender {

  private static final RegionPolicy LARGE =
      RegionPolicy.DEFAULT.withNear(NearPolicy.DEFAULT.withEntries(100_000));

  private static final Plan<Post> WHOLE_PAGE =
      Plan.of(Post.class)
          .one(Post.AUTHOR, author -> author.one(User.PHOTO))
          .many(Post.COMMENTS, comment -> comment.one(Comment.AUTHOR));

  private static final String[] WHOLE_ENTITY_PAGE = {"author.photo", "comments.author"};

  /** What the page is written over. */
  enum Style {
    /** Records; each relation is resolved for all when it is first touched. */
    RECORDS,
    /** Records, whose relations a plan names. */
    PLANNED_RECORDS,
    /** Read-only copies of the entities, whose associations are prefetched. */
    ENTITIES
  }

  /** Which tiers there are above the database. */
  enum Tiers {
    NONE,
    REDIS,
    NEAR_AND_REDIS
  }

  private final SessionFactory sessions;
  private final Twofold twofold;
  private final Style style;
  private final String region;

  TwofoldPages(Setting setting, Style style, Tiers tiers) {
    this.style = style;
    region = style == Style.ENTITIES ? "entities" : "default";
    sessions = SessionFactories.of(setting.pool(), Map.of());
    HibernateDatabase.Builder database = HibernateDatabase.builder(sessions);
    Twofold.Builder builder =
        Twofold.builder()
            .settings(
                TwofoldSettings.builder()
                    .application("bench")
                    .distributedBudget(Duration.ofSeconds(5))
                    .fills(Fills.BEHIND)
                    .region(region, LARGE)
                    .build())
            .database((style == Style.ENTITIES ? database.entities() : database).build())
            .register(new PostLoader(), new UserLoader(), new PhotoLoader(), new CommentLoader());
    if (tiers != Tiers.NONE) {
      builder.distributed(RedissonTier.at(setting.redis()).build());
    }
    if (tiers == Tiers.NEAR_AND_REDIS) {
      builder.near(EhcacheTier.onHeap());
    }
    twofold = builder.build();
  }

  @Override
  public Page page(List<Long> postIds) {
    try (LoadScope scope = twofold.open()) {
      if (style == Style.ENTITIES) {
        List<PostEntity> posts = scope.entities().requireAll(PostEntity.class, postIds);
        scope.entities().prefetch(posts, WHOLE_ENTITY_PAGE);
        return entityPage(posts);
      }
      List<Post> posts = scope.requireAll(PostLoader.class, postIds);
      if (style == Style.PLANNED_RECORDS) {
        scope.prefetch(WHOLE_PAGE, posts);
      }
      return page(posts, postIds.size());
    }
  }

  private static Page page(List<Post> posts, int size) {
    List<PostView> views = new ArrayList<>(size);
    for (Post post : posts) {
      User author = Post.AUTHOR.require(post);
      List<Comment> of = Post.COMMENTS.of(post);
      List<CommentView> comments = new ArrayList<>(of.size());
      for (Comment comment : of) {
        comments.add(new CommentView(comment.text(), Comment.AUTHOR.require(comment).name()));
      }
      String photo = User.PHOTO.require(author).url();
      views.add(new PostView(post.title(), post.body(), author.name(), photo, comments));
    }
    return new Page(views);
  }

  private static Page entityPage(List<PostEntity> posts) {
    List<PostView> views = new ArrayList<>(posts.size());
    for (PostEntity post : posts) {
      UserEntity author = post.getAuthor();
      List<CommentEntity> of = post.getComments();
      List<CommentView> comments = new ArrayList<>(of.size());
      for (CommentEntity comment : of) {
        comments.add(new CommentView(comment.getText(), comment.getAuthor().getName()));
      }
      String photo = author.getPhoto().getUrl();
      views.add(new PostView(post.getTitle(), post.getBody(), author.getName(), photo, comments));
    }
    return new Page(views);
  }

  @Override
  public void forget() {
    twofold.invalidator().clearRegion(region);
  }

  @Override
  public void change(Changes changes) {
    SessionWrites.commit(sessions, changes);
  }

  @Override
  public void close() {
    twofold.close();
    sessions.close();
  }
}
