package dev.twofold.model.relation;

import static java.util.Objects.requireNonNull;

import dev.twofold.model.relation.Entities.AppealEntity;
import dev.twofold.model.relation.Entities.CommentEntity;
import dev.twofold.model.relation.Entities.FlagEntity;
import dev.twofold.model.relation.Entities.ProfileEntity;
import dev.twofold.model.relation.Entities.StoryEntity;
import dev.twofold.model.relation.Entities.TagEntity;
import dev.twofold.model.relation.Entities.UserEntity;
import dev.twofold.model.relation.Entities.VoteEntity;
import dev.twofold.model.relation.Entities.VoteKey;
import dev.twofold.model.relation.Rows.Appeal;
import dev.twofold.model.relation.Rows.Comment;
import dev.twofold.model.relation.Rows.Flag;
import dev.twofold.model.relation.Rows.Profile;
import dev.twofold.model.relation.Rows.Story;
import dev.twofold.model.relation.Rows.Tag;
import dev.twofold.model.relation.Rows.User;
import dev.twofold.model.relation.Rows.Vote;
import dev.twofold.model.relation.Rows.VoteId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** One session of Hibernate without anything of ours: what it reads is what is true. */
final class Plain implements AutoCloseable {

  private static final Long MISSING = 0L;

  private final Session session;

  Plain(SessionFactory factory) {
    session = factory.openSession();
    session.setDefaultReadOnly(true);
  }

  @Override
  public void close() {
    session.close();
  }

  /** The row of an id, null if there is none. */
  <R> @Nullable R find(Class<R> type, @Nullable Object id) {
    if (id == null) {
      return null;
    }
    Object entity = session.find(entity(type), id instanceof VoteId vote ? key(vote) : id);
    return entity == null ? null : type.cast(row(entity));
  }

  private static Class<?> entity(Class<?> type) {
    return List.of(Entities.all()).stream()
        .filter(entity -> entity.getSimpleName().equals(type.getSimpleName() + "Entity"))
        .findFirst()
        .orElseThrow();
  }

  /** The rows that a query for entities finds. */
  <R> List<R> rows(Class<R> type, String query, Object... parameters) {
    return rows(type, Integer.MAX_VALUE, query, parameters);
  }

  /** The first rows that a query for entities finds. */
  <R> List<R> rows(Class<R> type, int limit, String query, Object... parameters) {
    return query(Object.class, query, parameters).setMaxResults(limit).getResultList().stream()
        .map(entity -> type.cast(row(entity)))
        .toList();
  }

  /** The one value that a query finds. */
  <N> @Nullable N value(Class<N> type, String query, Object... parameters) {
    return query(type, query, parameters).getSingleResult();
  }

  private <T> SelectionQuery<T> query(Class<T> type, String text, Object... parameters) {
    SelectionQuery<T> query = session.createSelectionQuery(text, type);
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    return query;
  }

  /** The tags of a story, from the collection of the entity. */
  List<Tag> tags(Long story) {
    StoryEntity entity = requireNonNull(session.find(StoryEntity.class, story));
    return sorted(Tag.class, entity.tags);
  }

  /** The stories of a tag, from the other side of the association. */
  List<Story> storiesTagged(Long tag) {
    TagEntity entity = requireNonNull(session.find(TagEntity.class, tag));
    return sorted(Story.class, entity.stories);
  }

  private <R extends Rows.Keyed> List<R> sorted(Class<R> type, Collection<?> entities) {
    return entities.stream()
        .map(entity -> type.cast(row(entity)))
        .sorted(Comparator.comparing(row -> (Long) row.key()))
        .toList();
  }

  static VoteKey key(VoteId id) {
    return VoteKey.of(id.storyId(), id.userId());
  }

  private Object row(Object entityOrProxy) {
    Object entity = Hibernate.unproxy(entityOrProxy);
    if (entity instanceof UserEntity user) {
      return new User(user.id, user.name);
    }
    if (entity instanceof ProfileEntity profile) {
      return new Profile(profile.id, id(profile.user));
    }
    if (entity instanceof StoryEntity story) {
      return new Story(story.id, story.points, id(story.author), optionalId(story.editor));
    }
    if (entity instanceof CommentEntity comment) {
      return row(comment);
    }
    if (entity instanceof TagEntity tag) {
      return new Tag(tag.id, tag.name);
    }
    if (entity instanceof VoteEntity vote) {
      return new Vote(id(vote.id), vote.amount);
    }
    if (entity instanceof AppealEntity appeal) {
      return new Appeal(appeal.id, voteId(appeal));
    }
    FlagEntity flag = (FlagEntity) entity;
    return new Flag(flag.id, flag.kind, flag.target);
  }

  private Comment row(CommentEntity comment) {
    return new Comment(
        comment.id,
        comment.likes,
        comment.hidden,
        comment.mentions,
        id(comment.story),
        id(comment.author),
        optionalId(comment.parent));
  }

  private static VoteId id(VoteKey key) {
    return new VoteId(key.storyId, key.userId);
  }

  private @Nullable VoteId voteId(AppealEntity appeal) {
    return appeal.vote == null ? null : id((VoteKey) identifier(appeal.vote));
  }

  /** A session that knows that a row is missing says that references to it are null. */
  private Long id(@Nullable Object reference) {
    return reference == null ? MISSING : (Long) identifier(reference);
  }

  private @Nullable Long optionalId(@Nullable Object reference) {
    return reference == null ? null : id(reference);
  }

  private Object identifier(Object reference) {
    return session.getIdentifier(reference);
  }
}
