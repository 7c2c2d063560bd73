package dev.twofold.demo.twofold;

import dev.twofold.LoadScope;
import dev.twofold.demo.loader.Photo;
import dev.twofold.demo.loader.PhotoLoader;
import dev.twofold.demo.loader.User;
import dev.twofold.demo.loader.UserStories;
import dev.twofold.demo.loader.VoteCounts;
import dev.twofold.demo.view.Page;
import dev.twofold.demo.view.Person;
import dev.twofold.demo.view.StoryList;
import dev.twofold.demo.view.UserPage;
import dev.twofold.relation.Lazy;

/** A user with a page of submitted stories. */
final class Profile {

  private final LoadScope scope;
  private final User user;
  private final Page page;
  private final Lazy<Photo> photo;
  private final Lazy<Long> votes;

  Profile(LoadScope scope, User user, Page page) {
    this.scope = scope;
    this.user = user;
    this.page = page;
    photo = scope.lazy(PhotoLoader.class, user.photoId());
    votes = scope.lazy(VoteCounts.class, user.id());
  }

  /** Photo and votes are waiting: asking for the list resolves them in its wave. */
  UserPage page(StoryCards cards) {
    UserStories.Arguments arguments = new UserStories.Arguments(user.id(), page.number());
    StoryList submitted = StoryList.of(page, scope.list(UserStories.class, arguments), cards::of);
    return new UserPage(
        new Person(user.name(), photo.require().url()),
        user.about(),
        user.joined(),
        votes.require(),
        submitted);
  }
}
