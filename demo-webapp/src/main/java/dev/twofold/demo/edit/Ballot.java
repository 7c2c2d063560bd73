package dev.twofold.demo.edit;

import static java.util.Objects.requireNonNull;

import dev.twofold.demo.entity.StoryEntity;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.hibernate.SessionFactory;

/**
 * Counts votes for stories. That the next reader of the story finds it in Redis follows from the
 * policy of its region: nothing here says so. Thread-safe.
 */
public final class Ballot {

  private final SessionFactory sessionFactory;

  public Ballot(SessionFactory sessionFactory) {
    this.sessionFactory = requireNonNull(sessionFactory, "sessionFactory");
  }

  /**
   * Adds a vote in one transaction, which is over when this returns.
   *
   * @return false if there is no such story
   */
  public boolean vote(long story) {
    return sessionFactory.fromTransaction(
        session -> {
          Optional<StoryEntity> voted =
              Optional.ofNullable(
                  session.find(StoryEntity.class, story, LockModeType.PESSIMISTIC_WRITE));
          voted.ifPresent(found -> found.setScore(found.getScore() + 1));
          return voted.isPresent();
        });
  }
}
