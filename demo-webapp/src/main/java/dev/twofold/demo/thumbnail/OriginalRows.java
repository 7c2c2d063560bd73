package dev.twofold.demo.thumbnail;

import dev.twofold.demo.entity.OriginalEntity;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** The files of pictures, as the database has them. Thread-safe. */
final class OriginalRows {

  private final SessionFactory sessionFactory;

  OriginalRows(SessionFactory sessionFactory) {
    this.sessionFactory = sessionFactory;
  }

  /** Some files in one statement, by the ids of their pictures. */
  Map<Long, byte[]> read(Set<Long> pictures) {
    try (StatelessSession session = sessionFactory.openStatelessSession()) {
      return session
          .createSelectionQuery(
              "from OriginalEntity where pictureId in :pictures", OriginalEntity.class)
          .setParameterList("pictures", pictures)
          .getResultStream()
          .collect(Collectors.toMap(OriginalEntity::getPictureId, OriginalEntity::getContent));
    }
  }
}
