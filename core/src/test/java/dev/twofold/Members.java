package dev.twofold;

import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.testing.InMemoryDatabase;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows with unique keys: members of a community, by id, by name, and by city and badge number. */
final class Members {

  private Members() {}

  /** The mapped entity. */
  static final class MemberEntity {}

  record Member(long id, String name, String city, @Nullable Integer badge) {}

  record CityAndBadge(String city, Integer badge) {}

  static final class MemberLoader extends RowLoader<Long, Member> {
    static final UniqueKey<String, Member> BY_NAME =
        UniqueKey.of(MemberLoader.class, String.class, "name")
            .normalizing(name -> name.toLowerCase(Locale.ROOT));
    static final UniqueKey<CityAndBadge, Member> BY_BADGE =
        UniqueKey.of(MemberLoader.class, CityAndBadge.class, "city", "badge");

    MemberLoader() {
      super(MemberEntity.class);
    }
  }

  static final Member ADA = new Member(1, "Ada", "London", 7);
  static final Member BOB = new Member(2, "Bob", "London", 8);
  static final Member CLEO = new Member(3, "Cleo", "Cairo", 7);

  /** A member without a badge: no value of that unique key finds it. */
  static final Member DINA = new Member(4, "Dina", "Cairo", null);

  /** A database of all four that compares texts without regard to case. */
  static InMemoryDatabase database() {
    InMemoryDatabase database =
        new InMemoryDatabase()
            .comparingBy(key -> key instanceof String text ? text.toLowerCase(Locale.ROOT) : key);
    for (Member member : new Member[] {ADA, BOB, CLEO, DINA}) {
      save(database, member);
    }
    return database;
  }

  static void save(InMemoryDatabase database, Member member) {
    database.put(MemberEntity.class, member.id(), member);
  }
}
