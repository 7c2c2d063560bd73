package dev.twofold.demo.edit;

import static java.util.Objects.requireNonNull;

import dev.twofold.demo.entity.UserEntity;
import dev.twofold.demo.node.InvalidationLog;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;

/**
 * Changes users in the database. What that makes stale, and where, follows from the write: nothing
 * here says so. Thread-safe.
 */
public final class UserEditor {

  private final SessionFactory sessionFactory;
  private final InvalidationLog log;

  /**
   * An editor.
   *
   * @param log hears what commits tell
   */
  public UserEditor(SessionFactory sessionFactory, InvalidationLog log) {
    this.sessionFactory = requireNonNull(sessionFactory, "sessionFactory");
    this.log = requireNonNull(log, "log");
  }

  /** What the database has now: who edits must not begin with something older. */
  public Optional<UserDraft> find(String name) {
    return sessionFactory.fromTransaction(
        session -> user(session, name).map(user -> new UserDraft(user.getName(), user.getAbout())));
  }

  /** Changes the user of a name in one transaction, which is over when this returns. */
  public Outcome save(String name, UserDraft draft) {
    try (InvalidationLog.Listening listening = log.listen()) {
      Optional<Outcome> refusal =
          sessionFactory.fromTransaction(session -> change(session, name, draft));
      return refusal.orElseGet(() -> new Outcome.Committed(listening.told()));
    } catch (ConstraintViolationException e) {
      // Somebody else has taken the name since it was looked for.
      if (e.getKind() == ConstraintKind.UNIQUE) {
        return new Outcome.NameTaken();
      }
      throw e;
    }
  }

  private static Optional<Outcome> change(Session session, String name, UserDraft draft) {
    Optional<UserEntity> user = user(session, name);
    if (user.isEmpty()) {
      return Optional.of(new Outcome.NoUser());
    }
    if (!draft.name().equals(name) && user(session, draft.name()).isPresent()) {
      return Optional.of(new Outcome.NameTaken());
    }
    user.get().setName(draft.name());
    user.get().setAbout(draft.about());
    // Here, so that a name that is taken is told as such and not as a failed commit.
    session.flush();
    return Optional.empty();
  }

  private static Optional<UserEntity> user(Session session, String name) {
    return session
        .createSelectionQuery("from UserEntity where name = :name", UserEntity.class)
        .setParameter("name", name)
        .uniqueResultOptional();
  }
}
