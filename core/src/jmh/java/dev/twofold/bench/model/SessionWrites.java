package dev.twofold.bench.model;

import org.hibernate.SessionFactory;

/** Writes rows as an application with Hibernate does. */
public final class SessionWrites {

  private SessionWrites() {}

  /** Changes entities in a transaction. */
  public static void commit(SessionFactory sessions, Changes changes) {
    sessions.inTransaction(
        session -> {
          session
              .findMultiple(PostEntity.class, changes.posts())
              .forEach(post -> post.setTitle(changes.text()));
          session
              .findMultiple(UserEntity.class, changes.users())
              .forEach(user -> user.setName(changes.text()));
          session
              .findMultiple(CommentEntity.class, changes.comments())
              .forEach(comment -> comment.setText(changes.text()));
        });
  }
}
