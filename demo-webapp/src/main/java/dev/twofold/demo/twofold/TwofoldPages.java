package dev.twofold.demo.twofold;

import static java.util.Objects.requireNonNull;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.demo.loader.Comment;
import dev.twofold.demo.loader.CommentLoader;
import dev.twofold.demo.loader.FrontPage;
import dev.twofold.demo.loader.RecentStories;
import dev.twofold.demo.loader.Story;
import dev.twofold.demo.loader.StoryLoader;
import dev.twofold.demo.loader.User;
import dev.twofold.demo.loader.UserLoader;
import dev.twofold.demo.view.CommentNode;
import dev.twofold.demo.view.CommentPage;
import dev.twofold.demo.view.Page;
import dev.twofold.demo.view.PageSource;
import dev.twofold.demo.view.StoriesById;
import dev.twofold.demo.view.StoryList;
import dev.twofold.demo.view.StoryPage;
import dev.twofold.demo.view.StoryPart;
import dev.twofold.demo.view.UserPage;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pages out of the scope of a request: one statement for each kind of object, however many. */
public final class TwofoldPages implements PageSource {

  private final LoadScope scope;

  public TwofoldPages(LoadScope scope) {
    this.scope = requireNonNull(scope, "scope");
  }

  @Override
  public StoryList front(Page page) {
    return StoryList.of(page, scope.list(FrontPage.class, page), RecordViews::cards);
  }

  @Override
  public StoryList recent(Page page) {
    return StoryList.of(page, scope.list(RecentStories.class, page), RecordViews::cards);
  }

  @Override
  public Optional<StoryPage> story(long id) {
    return scope.find(StoryLoader.class, id).map(TwofoldPages::page);
  }

  private static StoryPage page(Story story) {
    List<Comment> comments = story.comments();
    // Waits for the authors of the comments, to be found by the same statement.
    Story.AUTHOR.lazy(story);
    List<CommentNode> trees = CommentNode.trees(flat(comments));
    return new StoryPage(RecordViews.card(story), trees);
  }

  @Override
  public Optional<CommentPage> comment(long id) {
    return scope.find(CommentLoader.class, id).map(TwofoldPages::page);
  }

  private static CommentPage page(Comment comment) {
    List<CommentNode.Flat> tree = flat(tree(comment));
    return new CommentPage(comment.storyId(), comment.parentId(), CommentNode.tree(tree));
  }

  /** All comments are gathered before the first author is asked for: one statement for all. */
  private static Set<Comment> tree(Comment top) {
    Set<Comment> tree = new LinkedHashSet<>();
    Deque<Comment> next = new ArrayDeque<>(List.of(top));
    while (!next.isEmpty()) {
      Comment comment = next.pop();
      if (tree.add(comment)) {
        next.addAll(comment.replies());
      }
    }
    return tree;
  }

  private static List<CommentNode.Flat> flat(Collection<Comment> comments) {
    return comments.stream().map(RecordViews::flat).toList();
  }

  @Override
  public Optional<UserPage> user(String name, @Nullable Long after) {
    Optional<User> user = scope.findBy(UserLoader.BY_NAME, name);
    if (after == null) {
      return user.map(found -> page(found, null));
    }
    return user.flatMap(
        found -> scope.find(StoryLoader.class, after).map(story -> page(found, story)));
  }

  private static UserPage page(User user, @Nullable Story after) {
    return new UserPage(
        RecordViews.person(user),
        user.about(),
        user.joined(),
        user.voteCount(),
        after == null ? null : after.id(),
        StoryPart.of(user.stories(after, Page.ROWS), RecordViews::cards));
  }

  @Override
  public StoriesById stories(List<Long> ids) {
    Loaded<Long, Story> stories = scope.findAll(StoryLoader.class, ids);
    return new StoriesById(RecordViews.cards(stories.inOrder()), stories.missing());
  }

  /** Does nothing: the scope ends with the request. */
  @Override
  public void close() {}
}
