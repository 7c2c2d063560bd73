package dev.twofold.bench.peer;

import dev.twofold.bench.model.Comment;
import dev.twofold.bench.model.CommentView;
import dev.twofold.bench.model.Page;
import dev.twofold.bench.model.Photo;
import dev.twofold.bench.model.Post;
import dev.twofold.bench.model.PostView;
import dev.twofold.bench.model.User;
import java.util.ArrayList;
import java.util.List;

/** Rows by id, and the page that is made of them by hand. */
interface Rows {

  Object get(Kind kind, long id);

  /** The page. */
  @SuppressWarnings("unchecked") // each kind has values of its own
  default Page page(List<Long> postIds) {
    List<PostView> posts = new ArrayList<>(postIds.size());
    for (Long id : postIds) {
      Post post = (Post) get(Kind.POST, id);
      User author = (User) get(Kind.USER, post.authorId());
      Photo photo = (Photo) get(Kind.PHOTO, author.photoId());
      List<Long> commentIds = (List<Long>) get(Kind.COMMENTS_OF_POST, id);
      List<CommentView> comments = new ArrayList<>(commentIds.size());
      for (Long commentId : commentIds) {
        Comment comment = (Comment) get(Kind.COMMENT, commentId);
        User commenter = (User) get(Kind.USER, comment.authorId());
        comments.add(new CommentView(comment.text(), commenter.name()));
      }
      posts.add(new PostView(post.title(), post.body(), author.name(), photo.url(), comments));
    }
    return new Page(posts);
  }
}
