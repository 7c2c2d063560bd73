package dev.twofold.demo.twofold;

import static java.util.Objects.requireNonNull;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.demo.loader.FrontPage;
import dev.twofold.demo.loader.RecentStories;
import dev.twofold.demo.loader.Story;
import dev.twofold.demo.loader.StoryLoader;
import dev.twofold.demo.loader.UserLoader;
import dev.twofold.demo.view.Page;
import dev.twofold.demo.view.PageSource;
import dev.twofold.demo.view.StoriesById;
import dev.twofold.demo.view.StoryList;
import dev.twofold.demo.view.StoryPage;
import dev.twofold.demo.view.UserPage;
import java.util.List;
import java.util.Optional;

/** Pages out of the scope of a request: one statement for each kind of object, however many. */
public final class TwofoldPages implements PageSource {

  private final LoadScope scope;
  private final StoryCards cards;

  public TwofoldPages(LoadScope scope) {
    this.scope = requireNonNull(scope, "scope");
    this.cards = new StoryCards(scope);
  }

  @Override
  public StoryList front(Page page) {
    return StoryList.of(page, scope.list(FrontPage.class, page), cards::of);
  }

  @Override
  public StoryList recent(Page page) {
    return StoryList.of(page, scope.list(RecentStories.class, page), cards::of);
  }

  @Override
  public Optional<StoryPage> story(long id) {
    return new Discussion(scope, id).page();
  }

  @Override
  public Optional<UserPage> user(String name, Page page) {
    return scope
        .findBy(UserLoader.BY_NAME, name)
        .map(user -> new Profile(scope, user, page).page(cards));
  }

  @Override
  public StoriesById stories(List<Long> ids) {
    Loaded<Long, Story> stories = scope.findAll(StoryLoader.class, ids);
    return new StoriesById(cards.of(stories.inOrder()), stories.missing());
  }

  /** Does nothing: the scope ends with the request. */
  @Override
  public void close() {}
}
