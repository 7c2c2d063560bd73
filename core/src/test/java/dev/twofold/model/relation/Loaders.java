package dev.twofold.model.relation;

import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.Loader;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.model.relation.Entities.AppealEntity;
import dev.twofold.model.relation.Entities.CommentEntity;
import dev.twofold.model.relation.Entities.FlagEntity;
import dev.twofold.model.relation.Entities.ProfileEntity;
import dev.twofold.model.relation.Entities.StoryEntity;
import dev.twofold.model.relation.Entities.TagEntity;
import dev.twofold.model.relation.Entities.UserEntity;
import dev.twofold.model.relation.Entities.VoteEntity;
import dev.twofold.model.relation.Rows.Appeal;
import dev.twofold.model.relation.Rows.Comment;
import dev.twofold.model.relation.Rows.Flag;
import dev.twofold.model.relation.Rows.Profile;
import dev.twofold.model.relation.Rows.Story;
import dev.twofold.model.relation.Rows.Tag;
import dev.twofold.model.relation.Rows.User;
import dev.twofold.model.relation.Rows.Vote;
import dev.twofold.model.relation.Rows.VoteId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.StatelessSession;

/** The loaders of {@link Rows}. */
final class Loaders {

  private Loaders() {}

  static Loader<?, ?>[] all() {
    return new Loader<?, ?>[] {
      new Users(),
      new Profiles(),
      new Stories(),
      new Comments(),
      new Tags(),
      new Votes(),
      new Appeals(),
      new Flags(),
      new StoriesOf()
    };
  }

  static final class Users extends RowLoader<Long, User> {
    static final UniqueKey<String, User> BY_NAME = UniqueKey.of(Users.class, String.class, "name");

    Users() {
      super(UserEntity.class);
    }
  }

  static final class Profiles extends RowLoader<Long, Profile> {
    Profiles() {
      super(ProfileEntity.class);
    }
  }

  static final class Stories extends RowLoader<Long, Story> {
    Stories() {
      super(StoryEntity.class);
    }
  }

  static final class Comments extends RowLoader<Long, Comment> {
    Comments() {
      super(CommentEntity.class);
    }
  }

  static final class Tags extends RowLoader<Long, Tag> {
    Tags() {
      super(TagEntity.class);
    }
  }

  static final class Votes extends RowLoader<VoteId, Vote> {
    Votes() {
      super(VoteEntity.class);
    }
  }

  static final class Appeals extends RowLoader<Long, Appeal> {
    Appeals() {
      super(AppealEntity.class);
    }
  }

  static final class Flags extends RowLoader<Long, Flag> {
    Flags() {
      super(FlagEntity.class);
    }
  }

  /** The ids of the stories of authors, the newest first, by a query of its own. */
  static final class StoriesOf extends ListLoader<Long, Long, Story> {

    StoriesOf() {
      super(Stories.class);
    }

    @Override
    protected List<Long> load(Long author, LoadContext context) {
      return loadAll(Set.of(author), context).getOrDefault(author, List.of());
    }

    @Override
    public Map<Long, List<Long>> loadAll(Set<Long> authors, LoadContext context) {
      Map<Long, List<Long>> ids = new HashMap<>();
      context
          .session(StatelessSession.class)
          .createSelectionQuery(
              "select s.author.id, s.id from Story s where s.author.id in ?1 order by s.id desc",
              Object[].class)
          .setParameter(1, authors)
          .getResultList()
          .forEach(
              row ->
                  ids.computeIfAbsent((Long) row[0], absent -> new ArrayList<>())
                      .add((Long) row[1]));
      return ids;
    }
  }
}
