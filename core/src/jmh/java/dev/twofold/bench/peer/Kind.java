package dev.twofold.bench.peer;

import dev.twofold.bench.model.Comment;
import dev.twofold.bench.model.Photo;
import dev.twofold.bench.model.Post;
import dev.twofold.bench.model.User;
import dev.twofold.codec.ValueCodec;

/** What the page reads by id; the values are records, and the ids of a post's comments a list. */
@SuppressWarnings("ImmutableEnumChecker") // codecs do not change
enum Kind {
  POST(ValueCodec.of(Post.class)),
  USER(ValueCodec.of(User.class)),
  PHOTO(ValueCodec.of(Photo.class)),
  COMMENT(ValueCodec.of(Comment.class)),
  COMMENTS_OF_POST(ValueCodec.ofList(Long.class));

  private final ValueCodec<Object> codec;

  @SuppressWarnings("unchecked") // each kind is only ever given values of its own
  Kind(ValueCodec<?> codec) {
    this.codec = (ValueCodec<Object>) codec;
  }

  byte[] encode(Object value) {
    return codec.encode(value);
  }

  Object decode(byte[] bytes) {
    return codec.decode(bytes);
  }
}
