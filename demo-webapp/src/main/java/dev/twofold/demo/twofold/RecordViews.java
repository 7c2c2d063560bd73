package dev.twofold.demo.twofold;

import dev.twofold.demo.loader.Comment;
import dev.twofold.demo.loader.Story;
import dev.twofold.demo.loader.Tag;
import dev.twofold.demo.loader.User;
import dev.twofold.demo.view.CommentNode;
import dev.twofold.demo.view.Person;
import dev.twofold.demo.view.StoryCard;
import java.util.List;

/** What is shown of records; walks their relations, which answer for all records at once. */
final class RecordViews {

  private RecordViews() {}

  static Person person(User user) {
    return new Person(user.name(), user.photo().url());
  }

  static StoryCard card(Story story) {
    return new StoryCard(
        story.id(),
        story.title(),
        story.url(),
        story.domain(),
        story.created(),
        story.score(),
        person(story.author()),
        story.tags().stream().map(Tag::name).toList(),
        story.commentCount());
  }

  static List<StoryCard> cards(List<Story> stories) {
    return stories.stream().map(RecordViews::card).toList();
  }

  static CommentNode.Flat flat(Comment comment) {
    return new CommentNode.Flat(
        comment.id(),
        comment.parentId(),
        comment.created(),
        comment.score(),
        comment.body(),
        person(comment.author()));
  }
}
