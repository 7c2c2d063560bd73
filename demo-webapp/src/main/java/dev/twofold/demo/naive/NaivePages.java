package dev.twofold.demo.naive;

import dev.twofold.demo.entity.StoryEntity;
import dev.twofold.demo.entity.UserEntity;
import dev.twofold.demo.view.Page;
import dev.twofold.demo.view.PageSource;
import dev.twofold.demo.view.StoriesById;
import dev.twofold.demo.view.StoryCard;
import dev.twofold.demo.view.StoryList;
import dev.twofold.demo.view.StoryPage;
import dev.twofold.demo.view.UserPage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The same pages in the way that lazy mappings invite to: walk the entities, with a session open as
 * long as the request. Every association that is touched costs a statement of its own.
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
            .setFirstResult(page.offset())
            .setMaxResults(Page.ROWS)
            .getResultList();
    return StoryList.of(page, stories, NaivePages::cards);
  }

  @Override
  public Optional<StoryPage> story(long id) {
    return Optional.ofNullable(session.find(StoryEntity.class, id)).map(EntityViews::page);
  }

  @Override
  public Optional<UserPage> user(String name, Page page) {
    return session
        .createSelectionQuery("from UserEntity where name = :name", UserEntity.class)
        .setParameter("name", name)
        .uniqueResultOptional()
        .map(user -> page(user, page));
  }

  private UserPage page(UserEntity user, Page page) {
    List<StoryEntity> stories =
        session
            .createSelectionQuery(
                "from StoryEntity where author = :author order by created desc, id desc",
                StoryEntity.class)
            .setParameter("author", user)
            .setFirstResult(page.offset())
            .setMaxResults(Page.ROWS)
            .getResultList();
    return new UserPage(
        EntityViews.person(user),
        user.getAbout(),
        user.getJoined(),
        user.getVotes().size(),
        StoryList.of(page, stories, NaivePages::cards));
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

  private static List<StoryCard> cards(List<StoryEntity> stories) {
    return stories.stream().map(EntityViews::card).toList();
  }

  @Override
  public void close() {
    try (session) {
      session.getTransaction().rollback();
    }
  }
}
