package dev.twofold.demo.bench;

import static java.util.Objects.requireNonNull;

import dev.twofold.demo.entity.CommentEntity;
import dev.twofold.demo.entity.StoryEntity;
import dev.twofold.demo.entity.UserEntity;
import dev.twofold.demo.web.DemoListener;
import dev.twofold.demo.web.Readiness;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * What members of the community do beside reading: {@code /write/story}, {@code /write/comment},
 * {@code /write/story-vote} and {@code /write/comment-vote}. All contenders write through Hibernate
 * by the same code; what is stale then, their caches have to find out.
 */
final class CommunityWrites extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** Above all that the generator has given. */
  private final AtomicLong ids = new AtomicLong(1_000_000_000);

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    sessions()
        .inTransaction(
            session -> {
              switch (requireNonNull(request.getPathInfo())) {
                case "/story" -> submit(session, number(request, "author"));
                case "/comment" ->
                    comment(session, number(request, "story"), number(request, "author"));
                case "/story-vote" ->
                    vote(session, StoryEntity.class, number(request, "id"), number(request, "by"));
                case "/comment-vote" ->
                    vote(
                        session, CommentEntity.class, number(request, "id"), number(request, "by"));
                default -> throw new IllegalArgumentException("No write " + request.getPathInfo());
              }
            });
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private void submit(Session session, long author) {
    Instant now = Instant.now();
    Entity.create(session, StoryEntity.class, ids.incrementAndGet())
        .set("author", session.getReference(UserEntity.class, author))
        .set("title", "Something new")
        .set("created", now)
        .set("score", 1)
        .set("hotness", 0.0)
        .persist();
  }

  private void comment(Session session, long story, long author) {
    Entity.create(session, CommentEntity.class, ids.incrementAndGet())
        .set("story", session.getReference(StoryEntity.class, story))
        .set("author", session.getReference(UserEntity.class, author))
        .set("created", Instant.now())
        .set("score", 1)
        .set("body", "I have been thinking the same.")
        .persist();
  }

  private static void vote(Session session, Class<?> kind, long id, long by) {
    Entity entity = Entity.find(session, kind, id);
    entity.set("score", (int) entity.get("score") + (int) by);
  }

  private static long number(HttpServletRequest request, String name) {
    return Long.parseLong(request.getParameter(name));
  }

  private SessionFactory sessions() {
    return ((Readiness)
            requireNonNull(getServletContext().getAttribute(DemoListener.READINESS), "readiness"))
        .await()
        .sessionFactory();
  }
}
