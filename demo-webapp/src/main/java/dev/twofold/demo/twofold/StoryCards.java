package dev.twofold.demo.twofold;

import dev.twofold.LoadScope;
import dev.twofold.demo.loader.CommentCounts;
import dev.twofold.demo.loader.Photo;
import dev.twofold.demo.loader.PhotoLoader;
import dev.twofold.demo.loader.Story;
import dev.twofold.demo.loader.StoryTags;
import dev.twofold.demo.loader.Tag;
import dev.twofold.demo.loader.TagLoader;
import dev.twofold.demo.loader.User;
import dev.twofold.demo.loader.UserLoader;
import dev.twofold.demo.view.Person;
import dev.twofold.demo.view.StoryCard;
import dev.twofold.relation.Lazy;
import java.util.List;

/**
 * Cards of stories in two waves, however many stories there are.
 *
 * <p>Each step names what all cards need before the next one reads any of it: the first read then
 * resolves the handles of all cards together, in one trip to Redis and with one statement for each
 * loader that Redis could not answer.
 */
final class StoryCards {

  private final LoadScope scope;

  StoryCards(LoadScope scope) {
    this.scope = scope;
  }

  /** The cards of stories, in the order of the stories. */
  List<StoryCard> of(List<Story> stories) {
    List<Direct> direct = stories.stream().map(this::direct).toList();
    List<Indirect> indirect = direct.stream().map(this::indirect).toList();
    return indirect.stream().map(Indirect::card).toList();
  }

  /** What hangs on a story itself. Nothing is loaded yet. */
  private Direct direct(Story story) {
    return new Direct(
        story,
        scope.lazy(UserLoader.class, story.authorId()),
        scope.lazy(StoryTags.class, story.id()),
        scope.lazy(CommentCounts.class, story.id()));
  }

  /** What hangs on that: reads the first wave, and names the second. */
  private Indirect indirect(Direct direct) {
    User author = direct.author().require();
    return new Indirect(
        direct.story(),
        author,
        scope.lazy(PhotoLoader.class, author.photoId()),
        direct.tagIds().require().stream().map(id -> scope.lazy(TagLoader.class, id)).toList(),
        direct.comments().require());
  }

  private record Direct(
      Story story, Lazy<User> author, Lazy<List<Long>> tagIds, Lazy<Long> comments) {}

  private record Indirect(
      Story story, User author, Lazy<Photo> photo, List<Lazy<Tag>> tags, long comments) {

    /** Reads the second wave. */
    StoryCard card() {
      return new StoryCard(
          story.id(),
          story.title(),
          story.url(),
          story.domain(),
          story.created(),
          story.score(),
          new Person(author.name(), photo.require().url()),
          tags.stream().map(tag -> tag.require().name()).toList(),
          comments);
    }
  }
}
