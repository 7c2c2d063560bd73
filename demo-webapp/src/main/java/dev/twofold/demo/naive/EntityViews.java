package dev.twofold.demo.naive;

import dev.twofold.demo.entity.CommentEntity;
import dev.twofold.demo.entity.StoryEntity;
import dev.twofold.demo.entity.TagEntity;
import dev.twofold.demo.entity.UserEntity;
import dev.twofold.demo.view.CommentNode;
import dev.twofold.demo.view.Person;
import dev.twofold.demo.view.StoryCard;
import dev.twofold.demo.view.StoryPage;
import org.jspecify.annotations.Nullable;

/** What is shown of entities; walks their associations. */
final class EntityViews {

  private EntityViews() {}

  static Person person(UserEntity user) {
    return new Person(user.getName(), user.getPhoto().getUrl());
  }

  static StoryCard card(StoryEntity story) {
    return new StoryCard(
        story.getId(),
        story.getTitle(),
        story.getUrl(),
        story.getDomain(),
        story.getCreated(),
        story.getScore(),
        person(story.getAuthor()),
        story.getTags().stream().map(TagEntity::getName).toList(),
        story.getComments().size());
  }

  static StoryPage page(StoryEntity story) {
    return new StoryPage(
        card(story),
        CommentNode.trees(story.getComments().stream().map(EntityViews::flat).toList()));
  }

  private static CommentNode.Flat flat(CommentEntity comment) {
    @Nullable CommentEntity parent = comment.getParent();
    return new CommentNode.Flat(
        comment.getId(),
        parent == null ? null : parent.getId(),
        comment.getCreated(),
        comment.getScore(),
        comment.getBody(),
        person(comment.getAuthor()));
  }
}
