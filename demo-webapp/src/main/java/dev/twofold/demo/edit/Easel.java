package dev.twofold.demo.edit;

import static java.util.Objects.requireNonNull;

import dev.twofold.demo.entity.OriginalEntity;
import dev.twofold.demo.entity.PictureEntity;
import dev.twofold.demo.image.Original;
import jakarta.persistence.LockModeType;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Draws pictures anew. The thumbnails of the old one are no longer found because the row of the
 * picture is part of their keys: nothing here says so. Thread-safe.
 */
public final class Easel {

  private final SessionFactory sessionFactory;

  public Easel(SessionFactory sessionFactory) {
    this.sessionFactory = requireNonNull(sessionFactory, "sessionFactory");
  }

  /**
   * Replaces a picture by another one, in one transaction, which is over when this returns.
   *
   * @return false if there is no such picture
   */
  public boolean redraw(long picture) {
    return sessionFactory.fromTransaction(session -> redraw(session, picture));
  }

  private static boolean redraw(Session session, long id) {
    @Nullable PictureEntity picture =
        session.find(PictureEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
    @Nullable OriginalEntity original = session.find(OriginalEntity.class, id);
    if (picture == null || original == null) {
      return false;
    }
    picture.setRevision(picture.getRevision() + 1);
    original.setContent(Original.of(id, picture.getRevision()).content());
    return true;
  }
}
