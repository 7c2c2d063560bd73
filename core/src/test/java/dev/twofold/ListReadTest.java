package dev.twofold;

import static dev.twofold.Members.ADA;
import static dev.twofold.Members.BOB;
import static dev.twofold.Members.CLEO;
import static dev.twofold.testing.Nulls.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Members.Member;
import dev.twofold.Members.MemberEntity;
import dev.twofold.Members.MemberLoader;
import dev.twofold.error.LoadException;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryDatabase.Session;
import dev.twofold.testing.InMemoryTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListReadTest {

  private final InMemoryDatabase database = Members.database();
  private final InMemoryTier tier = new InMemoryTier();
  private final MembersOfCity list = new MembersOfCity();
  private final Twofold twofold =
      Twofold.builder()
          .database(database)
          .distributed(tier)
          .register(new MemberLoader(), list)
          .build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Test
  void list_cold_isOneStatementForIdsAndOneForRows_inItsOwnOrder() {
    assertThat(scope.list(MembersOfCity.class, new City("London"))).containsExactly(BOB, ADA);

    assertThat(database.statements()).isEqualTo(2);
    assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2 multiSets=2");
    assertThat(Costs.of(scope, "MembersOfCity"))
        .isEqualTo("asked=1 database=1 statements=1 batches=1 fills=1");
    assertThat(Costs.of(scope, "MemberLoader"))
        .isEqualTo("asked=2 database=2 statements=1 batches=1 fills=2");
  }

  @Test
  void list_warm_keepsTheOrderWithoutAConnection() {
    try (LoadScope first = twofold.open()) {
      first.list(MembersOfCity.class, new City("London"));
    }
    int opens = database.opens();

    assertThat(scope.list(MembersOfCity.class, new City("London"))).containsExactly(BOB, ADA);
    assertThat(database.opens()).isEqualTo(opens);
    assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2");
  }

  @Test
  void list_twiceInARequest_asksOnce() {
    List<Member> first = scope.list(MembersOfCity.class, new City("London"));

    assertThat(scope.list(MembersOfCity.class, new City("London")).get(0)).isSameAs(first.get(0));
    assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2 multiSets=2");
  }

  @Test
  void list_rowsThatTheRequestHas_areNotAskedAgain() {
    Member bob = scope.require(MemberLoader.class, 2L);

    assertThat(scope.list(MembersOfCity.class, new City("London")).get(0)).isSameAs(bob);
    assertThat(database.statementSizes()).containsExactly(1, 1, 1);
  }

  @Test
  void list_idsOfDeletedRows_areLeftOut() {
    try (LoadScope first = twofold.open()) {
      first.list(MembersOfCity.class, new City("London"));
    }
    database.delete(MemberEntity.class, 2L);
    try (LoadScope writer = twofold.open()) {
      writer.invalidate(MemberLoader.class, List.of(2L));
    }

    assertThat(scope.list(MembersOfCity.class, new City("London"))).containsExactly(ADA);
  }

  @Test
  void list_empty_isRememberedWithoutAskingForRows() {
    assertThat(scope.list(MembersOfCity.class, new City("Oslo"))).isEmpty();
    assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 multiSets=1");
    try (LoadScope later = twofold.open()) {
      assertThat(later.list(MembersOfCity.class, new City("Oslo"))).isEmpty();
      assertThat(later.stats().total().statements()).isZero();
    }
  }

  @Test
  void list_repeatedIds_areRepeatedRows() {
    list.ids.put("Twice", List.of(1L, 3L, 1L));

    assertThat(scope.list(MembersOfCity.class, new City("Twice"))).containsExactly(ADA, CLEO, ADA);
  }

  @Test
  void list_changedRow_leavesTheIdsAlone() {
    scope.list(MembersOfCity.class, new City("London"));
    Members.save(database, new Member(2, "Robert", "London", 8));
    try (LoadScope writer = twofold.open()) {
      writer.invalidate(MemberLoader.class, List.of(2L));
    }
    try (LoadScope later = twofold.open()) {
      assertThat(later.list(MembersOfCity.class, new City("London")))
          .extracting(Member::name)
          .containsExactly("Robert", "Ada");
      assertThat(Costs.of(later, "MembersOfCity")).isEqualTo("asked=1 distributed=1");
      assertThat(Costs.of(later, "MemberLoader"))
          .isEqualTo("asked=2 distributed=1 database=1 statements=1 batches=1 fills=1");
    }
  }

  @Test
  void list_cannotBeChanged() {
    List<Member> london = scope.list(MembersOfCity.class, new City("London"));

    assertThatThrownBy(london::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> scope.require(MembersOfCity.class, new City("London")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void list_listThatTheLoaderChangesLater_stays() {
    List<Long> own = new ArrayList<>(List.of(1L));
    list.ids.put("Own", own);
    scope.list(MembersOfCity.class, new City("Own"));
    own.add(2L);

    assertThat(scope.list(MembersOfCity.class, new City("Own"))).containsExactly(ADA);
  }

  @Test
  void list_nullFromTheLoader_fails() {
    assertThatThrownBy(() -> scope.list(MembersOfCity.class, new City("null")))
        .isInstanceOf(LoadException.class)
        .hasMessageStartingWith("MembersOfCity (region default) answered null for 1 of 1 key;");
  }

  @Test
  void list_failedRows_fail() {
    try (LoadScope first = twofold.open()) {
      first.find(MembersOfCity.class, new City("London"));
    }
    database.refuseConnections(true);

    assertThatThrownBy(() -> scope.list(MembersOfCity.class, new City("London")))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("MemberLoader");
  }

  @Test
  void list_nullArguments_areRefused() {
    assertThatNullPointerException().isThrownBy(() -> scope.list(MembersOfCity.class, nothing()));
  }

  @Test
  void list_loadAllThatLeavesArgumentsOut_isAnEmptyList() {
    try (Twofold other =
            Twofold.builder()
                .database(database)
                .register(new MemberLoader(), new GroupedByCity())
                .build();
        LoadScope inner = other.open()) {
      assertThat(inner.list(GroupedByCity.class, new City("Oslo"))).isEmpty();
      assertThat(inner.list(GroupedByCity.class, new City("London"))).containsExactly(ADA);
    }
  }

  @Test
  void findAll_ofLists_loadsOnePerArguments() {
    Loaded<City, List<Long>> lists =
        scope.findAll(MembersOfCity.class, List.of(new City("London"), new City("Cairo")));

    assertThat(lists.inOrder()).containsExactly(List.of(2L, 1L), List.of(3L, 4L));
    assertThat(Costs.of(scope, "MembersOfCity"))
        .isEqualTo("asked=2 database=2 statements=2 batches=1 fills=2");
  }

  record City(String name) {}

  private static final class MembersOfCity extends ListLoader<City, Long, Member> {
    private final Map<String, List<Long>> ids =
        new ConcurrentHashMap<>(Map.of("London", List.of(2L, 1L), "Cairo", List.of(3L, 4L)));

    MembersOfCity() {
      super(MemberLoader.class);
    }

    @Override
    protected List<Long> load(City city, LoadContext context) {
      context.session(Session.class).execute(1);
      return city.name().equals("null") ? nothing() : ids.getOrDefault(city.name(), List.of());
    }
  }

  private static final class GroupedByCity extends ListLoader<City, Long, Member> {
    GroupedByCity() {
      super(MemberLoader.class);
    }

    @Override
    protected List<Long> load(City city, LoadContext context) {
      throw new IllegalStateException("loadAll answers");
    }

    @Override
    public Map<City, List<Long>> loadAll(Set<City> cities, LoadContext context) {
      City london = new City("London");
      return cities.contains(london) ? Map.of(london, List.of(1L)) : Map.of();
    }
  }
}
