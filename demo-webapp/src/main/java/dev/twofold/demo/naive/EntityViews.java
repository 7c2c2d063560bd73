package dev.twofold.demo.naive;

import dev.twofold.demo.entity.CommentEntity;
import dev.twofold.demo.entity.StoryEntity;
import dev.twofold.demo.entity.TagEntity;
import dev.twofold.demo.entity.UserEntity;
import dev.twofold.demo.view.CommentNode;
import dev.twofold.demo.view.CommentPage;
import dev.twofold.demo.view.Person;
import dev.twofold.demo.view.StoryCard;
import dev.twofold.demo.view.StoryPage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is shown of entities; walks their associations. */
public final class EntityViews {

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

  /** What lists show of stories. */
  public static List<StoryCard> cards(List<StoryEntity> stories) {
    return stories.stream().map(EntityViews::card).toList();
  }

  static StoryPage page(StoryEntity story) {
    return new StoryPage(
        card(story),
        CommentNode.trees(story.getComments().stream().map(EntityViews::flat).toList()));
  }

  static CommentPage page(CommentEntity comment) {
    @Nullable CommentEntity parent = comment.getParent();
    return new CommentPage(
        comment.getStory().getId(),
        parent == null ? null : parent.getId(),
        CommentNode.tree(tree(comment).stream().map(EntityViews::flat).toList()));
  }

  private static Set<CommentEntity> tree(CommentEntity top) {
    Set<CommentEntity> tree = new LinkedHashSet<>();
    Deque<CommentEntity> next = new ArrayDeque<>(List.of(top));
    while (!next.isEmpty()) {
      CommentEntity comment = next.pop();
      if (tree.add(comment)) {
        next.addAll(comment.getReplies());
      }
    }
    return tree;
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
