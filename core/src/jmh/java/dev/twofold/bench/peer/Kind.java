package dev.twofold.bench.peer;

import dev.twofold.bench.model.Comment;
import dev.twofold.bench.model.Photo;
import dev.twofold.bench.model.Post;
import dev.twofold.bench.model.User;
import dev.twofold.codec.ValueCodec;

/** What the page reads by id; the values are records, and the ids of a post's comments a list. */
@SuppressWarnings("ImmutableEnumChecker") // codecs do not change
enum Kind {
  POST("PostLoader", ValueCodec.of(Post.class)),
  USER("UserLoader", ValueCodec.of(User.class)),
  PHOTO("PhotoLoader", ValueCodec.of(Photo.class)),
  COMMENT("CommentLoader", ValueCodec.of(Comment.class)),
  COMMENTS_OF_POST("CommentLoader.list.of.post.0123456789abc", ValueCodec.ofList(Long.class));

  private final String prefix;
  private final ValueCodec<Object> codec;

  @SuppressWarnings("unchecked") // each kind is only ever given values of its own
  Kind(String source, ValueCodec<?> codec) {
    this.prefix = "bench:" + source + ":0123456789abc:";
    this.codec = (ValueCodec<Object>) codec;
  }

  /** As long as that of Twofold's keys. */
  String prefix() {
    return prefix;
  }

  byte[] encode(Object value) {
    return codec.encode(value);
  }

  Object decode(byte[] bytes) {
    return codec.decode(bytes);
  }
}
