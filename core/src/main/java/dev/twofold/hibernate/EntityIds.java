package dev.twofold.hibernate;

import dev.twofold.error.ConfigurationException;
import dev.twofold.loader.KeySource;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * The ids of an entity in their order, one statement for each page: it begins behind the last id of
 * the page before, so that a page costs the same wherever it is, and rows that come and go
 * meanwhile move no other. Thread-safe.
 */
final class EntityIds<K> implements KeySource<K> {

  private static final Map<Class<?>, Function<String, Object>> PARSERS =
      Map.of(
          Long.class, Long::valueOf,
          Integer.class, Integer::valueOf,
          Short.class, Short::valueOf,
          String.class, text -> text,
          UUID.class, UUID::fromString);

  private final HibernateDatabase database;
  private final Class<K> idType;
  private final Function<String, Object> parser;
  private final String first;
  private final String following;
  private final String count;

  private EntityIds(
      HibernateDatabase database,
      Class<K> idType,
      Function<String, Object> parser,
      String entity,
      @Nullable String condition) {
    this.database = database;
    this.idType = idType;
    this.parser = parser;
    String from = " from " + entity + " e";
    String restriction = condition == null ? "" : "(" + condition + ")";
    String where = condition == null ? "" : " where " + restriction;
    String and = condition == null ? "" : " and " + restriction;
    this.first = "select id(e)" + from + where + " order by id(e)";
    this.following = "select id(e)" + from + " where id(e) > :last" + and + " order by id(e)";
    this.count = "select count(*)" + from + where;
  }

  /**
   * Checks what can be checked without a connection.
   *
   * @param condition in HQL, of {@code e}; null: all
   * @throws ConfigurationException if the ids cannot be listed so
   */
  static <K> EntityIds<K> of(
      HibernateDatabase database,
      SessionFactoryImplementor factory,
      Class<?> entity,
      Class<K> idType,
      @Nullable String condition) {
    EntityPersister persister = factory.getMappingMetamodel().findEntityDescriptor(entity);
    if (persister == null) {
      throw new ConfigurationException(
          "%s is not mapped in database '%s'".formatted(entity.getName(), database.name()));
    }
    Class<?> mapped = persister.getIdentifierType().getReturnedClass();
    Function<String, Object> parser = PARSERS.get(idType);
    if (parser == null || mapped != idType) {
      throw new ConfigurationException(
          "the ids of %s are of type %s and cannot be listed as %s; allowed: Long, Integer, Short, String and UUID, as mapped"
              .formatted(entity.getName(), mapped.getName(), idType.getName()));
    }
    return new EntityIds<>(database, idType, parser, persister.getEntityName(), condition);
  }

  @Override
  public Page<K> page(@Nullable String position, int size, Duration budget) {
    Object last = position == null ? null : parsed(position);
    try (DatabaseRead read = database.open(Source.READER, budget, null)) {
      SelectionQuery<K> query =
          read.session(StatelessSession.class)
              .createSelectionQuery(last == null ? first : following, idType);
      if (last != null) {
        query.setParameter("last", last);
      }
      // One more than asked for tells whether there are more, so that no last page is empty.
      List<K> ids = query.setMaxResults(size + 1).getResultList();
      return ids.size() <= size
          ? new Page<>(ids, null)
          : new Page<>(ids.subList(0, size), ids.get(size - 1).toString());
    }
  }

  /** Null if another source wrote it. */
  private @Nullable Object parsed(String position) {
    try {
      return parser.apply(position);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public OptionalLong total(Duration budget) {
    try (DatabaseRead read = database.open(Source.READER, budget, null)) {
      return OptionalLong.of(
          read.session(StatelessSession.class)
              .createSelectionQuery(count, Long.class)
              .getSingleResult());
    }
  }
}
