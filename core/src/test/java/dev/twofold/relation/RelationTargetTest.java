package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.AbsentException;
import dev.twofold.error.LoadException;
import dev.twofold.loader.FormLoader;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.RowLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import dev.twofold.relation.Community.UserLoader;
import dev.twofold.testing.Costs;
import dev.twofold.testing.RecordingLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Relations to loaders of every kind, and from owners with keys of several parts. */
class RelationTargetTest {

  private final Community community = new Community(3);
  private final Names names = new Names();
  private final Carts carts = new Carts();
  private final Mentions mentions = new Mentions();

  private Twofold twofold() {
    return community
        .builder(settings -> settings)
        .distributed(community.tier)
        .register(names, carts, mentions)
        .relations(Targets.class)
        .build();
  }

  @Nested
  class Hand {

    @Test
    void writtenLoader_isCalledOnceForAllOwners() {
      Twofold twofold = twofold();
      for (int request = 0; request < 2; request++) {
        try (LoadScope scope = twofold.open()) {
          for (Story story : Community.stories(scope, 3)) {
            assertThat(Targets.NAME.require(story)).isEqualTo("name " + story.id());
          }
          Costs.check(scope.stats());
        }
      }
      assertThat(names.batches()).containsExactly(Set.of(1L, 2L, 3L));
    }

    @Test
    void writtenLoaderThatForgetsAKey_isAbsent_namingBothSides() {
      names.data().remove(2L);
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 2).get(1);
        assertThatExceptionOfType(AbsentException.class)
            .isThrownBy(() -> Targets.NAME.require(story))
            .withMessage(
                "relation Targets.NAME: Story 2 leads to key 2, but Names has no value for it");
      }
    }
  }

  @Nested
  class Form {

    @Test
    void isMadeOncePerKeyAndRequest_forTheWholeCohort() {
      Twofold twofold = twofold();
      for (int request = 0; request < 2; request++) {
        carts.made.clear();
        try (LoadScope scope = twofold.open()) {
          List<Story> stories = Community.stories(scope, 3);
          List<String> cart = Targets.CART.require(stories.get(0));
          cart.add("of this request");
          assertThat(Targets.CART.require(stories.get(0))).isSameAs(cart);
          assertThat(Targets.CART.require(stories.get(1))).containsExactly("cart 2");
          assertThat(carts.made).containsExactly(1L, 2L, 3L);
          Costs.check(scope.stats());
        }
      }
      assertThat(carts.loads).isEqualTo(1);
    }
  }

  @Nested
  class Lists {

    @Test
    void ofAListLoader_leadToTheRowsOfItsIds() {
      Twofold twofold = twofold();
      for (int request = 0; request < 2; request++) {
        try (LoadScope scope = twofold.open()) {
          for (Story story : Community.stories(scope, 3)) {
            assertThat(Targets.MENTIONS.of(story))
                .extracting(User::id)
                .containsExactly(story.id() + 1, story.id());
          }
          assertThat(scope.stats().waves()).isEqualTo(3);
          Costs.check(scope.stats());
        }
      }
      assertThat(mentions.asked).containsExactly(1L, 2L, 3L);
      assertThat(community.database.statementSizes()).containsExactly(3, 4);
    }

    @Test
    void ofAListLoader_areInvalidatedByOwner_andRepaired() {
      Twofold twofold = twofold();
      try (LoadScope scope = twofold.open()) {
        List<Story> stories = Community.stories(scope, 3);
        stories.forEach(Targets.MENTIONS::of);
        scope.invalidate(Targets.MENTIONS, stories.subList(0, 1));
        Targets.MENTIONS.of(stories.get(0));
        assertThat(mentions.asked).containsExactly(1L, 2L, 3L, 1L);
        community.database.delete(Community.UserEntity.class, 4L);
        scope.invalidate(UserLoader.class, List.of(4L));
      }
      try (LoadScope scope = twofold.open()) {
        Story story = Community.stories(scope, 3).get(2);
        assertThat(Targets.MENTIONS.of(story)).extracting(User::id).containsExactly(3L);
        assertThat(scope.stats().loader("Mentions").repaired()).isEqualTo(1);
      }
    }

    @Test
    void ofAListLoaderThatFails_failTheirOwners() {
      mentions.failing = true;
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThatExceptionOfType(LoadException.class)
            .isThrownBy(() -> Targets.MENTIONS.of(story))
            .withMessage("Mentions (region default) could not load 1 key: IllegalStateException");
        mentions.failing = false;
        assertThat(Targets.MENTIONS.of(story)).hasSize(2);
        Costs.check(scope.stats());
      }
    }
  }

  @Nested
  class CompositeKeys {

    private Twofold twofold() {
      return community
          .builder(settings -> settings)
          .distributed(community.tier)
          .register(new SeatLoader(), new TicketLoader())
          .build();
    }

    @Test
    void foreignKey_ofTwoParts_withAConstantOne_andUnknownCombinations() {
      community
          .database
          .put(SeatEntity.class, new SeatId(1, 1), new Seat(1, 1, "front"))
          .put(SeatEntity.class, new SeatId(1, 2), new Seat(1, 2, "middle"))
          .put(SeatEntity.class, new SeatId(2, 1), new Seat(2, 1, "back"))
          .put(TicketEntity.class, 1L, new Ticket(1, 1L, 1L))
          .put(TicketEntity.class, 2L, new Ticket(2, 1L, 2L))
          .put(TicketEntity.class, 3L, new Ticket(3, 2L, 2L))
          .put(TicketEntity.class, 4L, new Ticket(4, 2L, null));
      try (LoadScope scope = twofold().open()) {
        List<Ticket> tickets = scope.requireAll(TicketLoader.class, List.of(1L, 2L, 3L, 4L));
        assertThat(Ticket.SEAT.require(tickets.get(0)).name()).isEqualTo("front");
        assertThat(Ticket.SEAT.require(tickets.get(1)).name()).isEqualTo("middle");
        assertThat(Ticket.SEAT.find(tickets.get(2))).isEmpty();
        assertThat(Ticket.SEAT.find(tickets.get(3))).isEmpty();
        assertThat(community.database.statementSizes()).containsExactly(4, 3);
        assertThat(scope.stats().loader("SeatLoader").unasked()).isZero();
        Costs.check(scope.stats());
        assertThatExceptionOfType(AbsentException.class)
            .isThrownBy(() -> Ticket.SEAT.require(tickets.get(2)))
            .withMessage(
                "relation Ticket.SEAT: Ticket 3 leads to key SeatId[row=2, number=2], but"
                    + " SeatLoader has no value for it");
      }
    }
  }

  /** Relations to loaders that are not of rows. */
  static final class Targets {
    static final ToOne<Story, String> NAME = ToOne.of(Story.class, Story::id, Names.class);
    static final ToOne<Story, List<String>> CART = ToOne.of(Story.class, Story::id, Carts.class);
    static final ToMany<Story, User> MENTIONS = ToMany.list(Story.class, Story::id, Mentions.class);
  }

  static final class Names extends RecordingLoader<Long, String> {
    Names() {
      super(names());
    }

    private static Map<Long, String> names() {
      Map<Long, String> names = new HashMap<>();
      for (long id = 1; id <= 3; id++) {
        names.put(id, "name " + id);
      }
      return names;
    }
  }

  static final class Carts extends FormLoader<Long, String, List<String>> {
    private final List<Long> made = new ArrayList<>();
    private int loads;

    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      loads++;
      Map<Long, String> carts = new LinkedHashMap<>();
      keys.forEach(key -> carts.put(key, "cart " + key));
      return carts;
    }

    @Override
    public List<String> requestForm(Long key, String cached) {
      made.add(key);
      return new ArrayList<>(List.of(cached));
    }
  }

  static final class Mentions extends ListLoader<Long, Long, User> {
    private final List<Long> asked = new ArrayList<>();
    private boolean failing;

    Mentions() {
      super(UserLoader.class);
    }

    @Override
    protected List<Long> load(Long story, LoadContext context) {
      if (failing) {
        throw new IllegalStateException("told to");
      }
      asked.add(story);
      return List.of(story + 1, story);
    }
  }

  static final class SeatEntity {}

  static final class TicketEntity {}

  record SeatId(long row, long number) {}

  record Seat(long row, long number, String name) {}

  record Ticket(long id, @Nullable Long row, @Nullable Long number) {
    static final ToOne<Ticket, Seat> SEAT = ToOne.of(Ticket.class, Ticket::seat, SeatLoader.class);

    private @Nullable SeatId seat() {
      return row == null || number == null ? null : new SeatId(row, number);
    }
  }

  static final class SeatLoader extends RowLoader<SeatId, Seat> {
    SeatLoader() {
      super(SeatEntity.class);
    }
  }

  static final class TicketLoader extends RowLoader<Long, Ticket> {
    TicketLoader() {
      super(TicketEntity.class);
    }
  }
}
