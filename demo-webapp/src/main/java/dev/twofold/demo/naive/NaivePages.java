package dev.twofold.demo.naive;

import dev.twofold.demo.entity.CommentEntity;
import dev.twofold.demo.entity.StoryEntity;
import dev.twofold.demo.entity.UserEntity;
import dev.twofold.demo.view.CommentPage;
import dev.twofold.demo.view.Page;
import dev.twofold.demo.view.PageSource;
import dev.twofold.demo.view.StoriesById;
import dev.twofold.demo.view.StoryCard;
import dev.twofold.demo.view.StoryList;
import dev.twofold.demo.view.StoryPage;
import dev.twofold.demo.view.StoryPart;
import dev.twofold.demo.view.UserPage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * The same pages in the way that lazy mappings invite to: walk the entities, with a session open as
 * long as the request. Every association that is touched costs a statement of its own. Queries say
 * that they can be cached, which counts where somebody gives Hibernate a cache.
 */
public final class NaivePages implements PageSource {

  private final Session session;

  public NaivePages(SessionFactory sessionFactory) {
    session = sessionFactory.openSession();
    session.setDefaultReadOnly(true);
    // Holds one connection for the request; without it, each statement takes one.
    session.beginTransaction();
  }

  @Override
  public StoryList front(Page page) {
    return list("from StoryEntity order by hotness desc, id desc", page);
  }

  @Override
  public StoryList recent(Page page) {
    return list("from StoryEntity order by created desc, id desc", page);
  }

  private StoryList list(String query, Page page) {
    List<StoryEntity> stories =
        session
            .createSelectionQuery(query, StoryEntity.class)
            .setCacheable(true)
            .setFirstResult(page.offset())
            .setMaxResults(Page.ROWS)
            .getResultList();
    return StoryList.of(page, stories, EntityViews::cards);
  }

  @Override
  public Optional<StoryPage> story(long id) {
    return Optional.ofNullable(session.find(StoryEntity.class, id)).map(EntityViews::page);
  }

  @Override
  public Optional<CommentPage> comment(long id) {
    return Optional.ofNullable(session.find(CommentEntity.class, id)).map(EntityViews::page);
  }

  @Override
  public Optional<UserPage> user(String name, @Nullable Long after) {
    Optional<UserEntity> user =
        session
            .createSelectionQuery("from UserEntity where name = :name", UserEntity.class)
            .setCacheable(true)
            .setParameter("name", name)
            .uniqueResultOptional();
    if (after == null) {
      return user.map(found -> page(found, null, first(found)));
    }
    return user.flatMap(
        found ->
            Optional.ofNullable(session.find(StoryEntity.class, after))
                .map(story -> page(found, story, next(found, story))));
  }

  private SelectionQuery<StoryEntity> first(UserEntity author) {
    return session
        .createSelectionQuery(
            "from StoryEntity where author = :author order by created desc, id desc",
            StoryEntity.class)
        .setCacheable(true)
        .setParameter("author", author);
  }

  private SelectionQuery<StoryEntity> next(UserEntity author, StoryEntity after) {
    return session
        .createSelectionQuery(
            """
            from StoryEntity where author = :author
            and (created < :created or created = :created and id < :id)
            order by created desc, id desc
            """,
            StoryEntity.class)
        .setCacheable(true)
        .setParameter("author", author)
        .setParameter("created", after.getCreated())
        .setParameter("id", after.getId());
  }

  private static UserPage page(
      UserEntity user, @Nullable StoryEntity after, SelectionQuery<StoryEntity> stories) {
    return new UserPage(
        EntityViews.person(user),
        user.getAbout(),
        user.getJoined(),
        user.getVotes().size(),
        after == null ? null : after.getId(),
        StoryPart.of(stories.setMaxResults(Page.ROWS).getResultList(), EntityViews::cards));
  }

  @Override
  public StoriesById stories(List<Long> ids) {
    List<StoryCard> found = new ArrayList<>();
    Set<Long> missing = new LinkedHashSet<>();
    for (Long id : ids) {
      @Nullable StoryEntity story = session.find(StoryEntity.class, id);
      if (story == null) {
        missing.add(id);
      } else {
        found.add(EntityViews.card(story));
      }
    }
    return new StoriesById(found, List.copyOf(missing));
  }

  @Override
  public void close() {
    try (session) {
      session.getTransaction().rollback();
    }
  }
}
