package dev.twofold.demo.loader;

import dev.twofold.loader.Loader;

/** The loaders of the community. */
public final class Loaders {

  private Loaders() {}

  /** New instances of all, to be registered with one engine. */
  public static Loader<?, ?>[] all() {
    return new Loader<?, ?>[] {
      new StoryLoader(),
      new UserLoader(),
      new PhotoLoader(),
      new TagLoader(),
      new CommentLoader(),
      new VoteLoader(),
      new FrontPage(),
      new FrontPageIds(),
      new RecentStories(),
      new PictureLoader(),
      new PictureViewsLoader(),
      new Gallery()
    };
  }
}
