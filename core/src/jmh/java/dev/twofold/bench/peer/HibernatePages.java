package dev.twofold.bench.peer;

import dev.twofold.bench.model.Changes;
import dev.twofold.bench.model.CommentEntity;
import dev.twofold.bench.model.CommentView;
import dev.twofold.bench.model.Page;
import dev.twofold.bench.model.PostEntity;
import dev.twofold.bench.model.PostView;
import dev.twofold.bench.model.SessionWrites;
import dev.twofold.bench.model.UserEntity;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.graph.RootGraph;

/** Managed entities of Hibernate, in a read-only session. */
final class HibernatePages implements Contender {

  private static final String WHOLE_PAGE = "author(photo), comments(author)";

  private final SessionFactory sessions;
  private final boolean byGraph;

  /**
   * @param byGraph whether an entity graph names all that the page needs
   */
  HibernatePages(SessionFactory sessions, boolean byGraph) {
    this.sessions = sessions;
    this.byGraph = byGraph;
  }

  @Override
  public Page page(List<Long> postIds) {
    try (Session session = sessions.openSession()) {
      session.setDefaultReadOnly(true);
      session.setHibernateFlushMode(FlushMode.MANUAL);
      return pageOf(posts(session, postIds));
    }
  }

  private List<PostEntity> posts(Session session, List<Long> postIds) {
    if (byGraph) {
      RootGraph<PostEntity> graph = sessions.parseEntityGraph(PostEntity.class, WHOLE_PAGE);
      return session.findMultiple(graph, postIds);
    }
    return session.findMultiple(PostEntity.class, postIds);
  }

  /** The page of entities whose associations are read when they are touched. */
  private static Page pageOf(List<PostEntity> entities) {
    List<PostView> posts = new ArrayList<>(entities.size());
    for (PostEntity post : entities) {
      UserEntity author = post.getAuthor();
      List<CommentView> comments = new ArrayList<>();
      for (CommentEntity comment : post.getComments()) {
        comments.add(new CommentView(comment.getText(), comment.getAuthor().getName()));
      }
      posts.add(
          new PostView(
              post.getTitle(),
              post.getBody(),
              author.getName(),
              author.getPhoto().getUrl(),
              comments));
    }
    return new Page(posts);
  }

  @Override
  public void forget() {
    sessions.getCache().evictAllRegions();
  }

  @Override
  public void change(Changes changes) {
    SessionWrites.commit(sessions, changes);
  }

  @Override
  public void close() {
    sessions.close();
  }
}
