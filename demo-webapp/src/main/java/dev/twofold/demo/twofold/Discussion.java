package dev.twofold.demo.twofold;

import dev.twofold.LoadScope;
import dev.twofold.demo.loader.Comment;
import dev.twofold.demo.loader.CommentLoader;
import dev.twofold.demo.loader.Story;
import dev.twofold.demo.loader.StoryComments;
import dev.twofold.demo.loader.StoryLoader;
import dev.twofold.demo.loader.StoryTags;
import dev.twofold.demo.loader.Tag;
import dev.twofold.demo.loader.TagLoader;
import dev.twofold.demo.view.CommentNode;
import dev.twofold.demo.view.Person;
import dev.twofold.demo.view.StoryCard;
import dev.twofold.demo.view.StoryPage;
import dev.twofold.relation.Lazy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A story with its comments in four waves: the story, the ids of its tags and the ids of its
 * comments; tags and comments; all authors; their photos.
 */
final class Discussion {

  private final LoadScope scope;
  private final Lazy<Story> story;
  private final Lazy<List<Long>> tagIds;
  private final Lazy<List<Long>> commentIds;

  Discussion(LoadScope scope, long storyId) {
    this.scope = scope;
    story = scope.lazy(StoryLoader.class, storyId);
    tagIds = scope.lazy(StoryTags.class, storyId);
    commentIds = scope.lazy(StoryComments.class, storyId);
  }

  /** The page, or empty if there is no such story. */
  Optional<StoryPage> page() {
    return story.find().map(this::page);
  }

  private StoryPage page(Story found) {
    List<Lazy<Tag>> tags =
        tagIds.require().stream().map(id -> scope.lazy(TagLoader.class, id)).toList();
    List<Lazy<Comment>> lines =
        commentIds.require().stream().map(id -> scope.lazy(CommentLoader.class, id)).toList();
    List<Comment> comments = lines.stream().map(Lazy::require).toList();

    // The author of the story waits for those of the comments: one statement for all users.
    Map<Long, Person> people =
        People.of(
            scope,
            Stream.concat(Stream.of(found.authorId()), comments.stream().map(Comment::authorId)));
    StoryCard card =
        new StoryCard(
            found.id(),
            found.title(),
            found.url(),
            found.domain(),
            found.created(),
            found.score(),
            People.in(people, found.authorId()),
            tags.stream().map(tag -> tag.require().name()).toList(),
            comments.size());
    return new StoryPage(
        card, CommentNode.trees(comments.stream().map(each -> flat(each, people)).toList()));
  }

  private static CommentNode.Flat flat(Comment comment, Map<Long, Person> people) {
    return new CommentNode.Flat(
        comment.id(),
        comment.parentId(),
        comment.created(),
        comment.score(),
        comment.body(),
        People.in(people, comment.authorId()));
  }
}
