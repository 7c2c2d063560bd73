package dev.twofold.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.ConfigurationException;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.Loader;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What registration accepts, and what it says about what it does not. */
class RegistrationTest {

  private static Twofold engine(Loader<?, ?>... loaders) {
    return Twofold.builder()
        .database(new InMemoryDatabase())
        .distributed(new InMemoryTier())
        .register(loaders)
        .build();
  }

  private static void assertRefused(String message, Loader<?, ?>... loaders) {
    assertThatThrownBy(() -> engine(loaders))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Nested
  class Names {

    @Test
    void classTwice_isRefused() {
      assertRefused(
          "dev.twofold.internal.registry.RegistrationTest$Named is registered twice; one loader per"
              + " class",
          new Named("one"),
          new Named("two"));
    }

    @Test
    void nameTwice_isRefused() {
      assertRefused(
          "two loaders have the name 'one'; override name() in one of them:"
              + " dev.twofold.internal.registry.RegistrationTest$OtherNamed",
          new Named("one"),
          new OtherNamed("one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "ä", "[x]"})
    void nameWithOtherCharacters_isRefused(String name) {
      assertRefused(
          "dev.twofold.internal.registry.RegistrationTest$Named has the name '%s'; allowed: 1 to 100 letters, digits, '.', '_' and '-'"
              .formatted(name),
          new Named(name));
    }

    @Test
    void classThatAContainerGenerated_isThatOfTheApplication() {
      try (Twofold twofold = engine(new Plain$$Generated());
          LoadScope scope = twofold.open()) {
        assertThat(scope.find(Plain.class, 1L)).contains("one");
        assertThat(scope.find(Plain$$Generated.class, 1L)).contains("one");
        assertThat(scope.stats().loaders()).containsOnlyKeys("Plain");
      }
    }

    @Test
    void classAndItsGeneratedSubclass_areOneClass() {
      assertRefused(
          "dev.twofold.internal.registry.RegistrationTest$Plain is registered twice; one loader per"
              + " class",
          new Plain(),
          new Plain$$Generated());
    }
  }

  @Nested
  class Regions {

    @Test
    void regionOfNoLoader_isRefused() {
      TwofoldSettings settings =
          TwofoldSettings.builder().region("usres", RegionPolicy.DEFAULT).build();

      assertThatThrownBy(() -> Twofold.builder().settings(settings).register(new Plain()).build())
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "setting 'regions' names 'usres', which is the region of no loader; regions of the"
                  + " loaders: [default]");
    }
  }

  @Nested
  class Databases {

    @Test
    void unknownDatabase_isRefused() {
      assertRefused(
          "Elsewhere reads the database 'archive', which the engine does not have; databases:"
              + " [default]",
          new Elsewhere());
    }

    @Test
    void rowsWithoutADatabase_areRefused() {
      assertThatThrownBy(() -> Twofold.builder().register(new Rows()).build())
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "Rows reads the database 'default', which the engine does not have; databases: []");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void batchLimitBelowOne_isRefused(int limit) {
      assertRefused(
          "Limited.batchLimit() is %d; allowed: 1 or more".formatted(limit), new Limited(limit));
    }

    @Test
    void databaseThatTakesNoKeys_isRefused() {
      assertThatThrownBy(
              () ->
                  Twofold.builder()
                      .database(new InMemoryDatabase("default", 0))
                      .register(new Rows())
                      .build())
          .isInstanceOf(ConfigurationException.class)
          .hasMessage("Rows: a statement of its database takes 0 keys; needed: 1 or more");
    }
  }

  @Nested
  class Types {

    @Test
    void keyWithoutAText_isRefused() {
      assertThatThrownBy(() -> engine(new Untextual()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("Untextual: ");
    }

    @Test
    void keyWithoutAText_needsNoneWhereNothingIsShared() {
      try (Twofold twofold = Twofold.builder().register(new Untextual()).build();
          LoadScope scope = twofold.open()) {
        assertThat(scope.find(Untextual.class, new AtomicInteger())).isEmpty();
      }
    }

    @Test
    void rowsOfOpenTypes_areRefused() {
      assertThatThrownBy(() -> engine(new Open<Row>()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage("Open must give RowLoader plain classes for key and record, but gave V");
    }
  }

  @Nested
  class Lists {

    @Test
    void listOfRowsThatAreNotRegistered_isRefused() {
      assertRefused(
          "RowList lists ids of Rows, which is not registered; registered: [Named.x, RowList]",
          new RowList(),
          new Named("Named.x"));
    }

    @Test
    void listBeforeItsRows_isAccepted() {
      engine(new RowList(), new Rows()).close();
    }
  }

  @Nested
  class UniqueKeys {

    @Test
    void keyOfAnotherLoader_isRefused() {
      assertRefused(
          "Borrowing.KEY is a unique key of Rows; declare it there", new Rows(), new Borrowing());
    }

    @Test
    void nullKey_isRefused() {
      assertRefused("Forgetful.KEY is null", new Forgetful());
    }

    @Test
    void attributesOfAnotherKey_areRefused() {
      assertRefused(
          "Doubled.OTHER is made of the attributes [name], as another unique key of it is; declare"
              + " one",
          new Doubled());
    }

    @Test
    void attributeThatIsNoComponent_isRefused() {
      assertRefused(
          "a unique key of Misspelt names 'nmae', which is no component of Row; its components:"
              + " [id, name]",
          new Misspelt());
    }

    @Test
    void attributesOfOtherTypesThanTheValue_areRefused() {
      assertRefused(
          "a unique key of Mistyped has values of type Long, which takes [Long], but its attributes"
              + " have the types [String]",
          new Mistyped());
    }

    @Test
    void primitiveComponents_areBoxed() {
      engine(new ById()).close();
    }
  }

  record Row(long id, @Nullable String name) {}

  private static class Named extends RecordingLoader<Long, String> {
    private final String name;

    Named(String name) {
      super(Map.of());
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }
  }

  private static final class OtherNamed extends Named {
    OtherNamed(String name) {
      super(name);
    }
  }

  private static class Plain extends RecordingLoader<Long, String> {
    Plain() {
      super(Map.of(1L, "one"));
    }
  }

  /** Named as containers name the subclasses that they generate. */
  private static final class Plain$$Generated extends Plain {}

  private static final class Elsewhere extends RecordingLoader<Long, String> {
    Elsewhere() {
      super(Map.of());
    }

    @Override
    public String database() {
      return "archive";
    }
  }

  private static final class Limited extends RecordingLoader<Long, String> {
    private final int limit;

    Limited(int limit) {
      super(Map.of());
      this.limit = limit;
    }

    @Override
    public int batchLimit() {
      return limit;
    }
  }

  private static final class Untextual extends BatchLoader<AtomicInteger, String> {
    @Override
    public Map<AtomicInteger, String> loadAll(Set<AtomicInteger> keys, LoadContext context) {
      return Map.of();
    }
  }

  private static final class Rows extends RowLoader<Long, Row> {
    static final UniqueKey<String, Row> BY_NAME = UniqueKey.of(Rows.class, String.class, "name");

    Rows() {
      super(Row.class);
    }
  }

  private static final class Open<V extends Record> extends RowLoader<Long, V> {
    Open() {
      super(Row.class);
    }
  }

  private static final class RowList extends ListLoader<String, Long, Row> {
    RowList() {
      super(Rows.class);
    }

    @Override
    protected List<Long> load(String arguments, LoadContext context) {
      return List.of();
    }
  }

  static final class Borrowing extends RowLoader<Long, Row> {
    static final UniqueKey<String, Row> KEY = Rows.BY_NAME;

    Borrowing() {
      super(Row.class);
    }
  }

  static final class Forgetful extends RowLoader<Long, Row> {
    static final @Nullable UniqueKey<String, Row> KEY = null;

    Forgetful() {
      super(Row.class);
    }
  }

  static final class Doubled extends RowLoader<Long, Row> {
    static final UniqueKey<String, Row> KEY = UniqueKey.of(Doubled.class, String.class, "name");
    static final UniqueKey<String, Row> OTHER =
        UniqueKey.of(Doubled.class, String.class, "name").normalizing(String::strip);

    Doubled() {
      super(Row.class);
    }
  }

  static final class Misspelt extends RowLoader<Long, Row> {
    static final UniqueKey<String, Row> KEY = UniqueKey.of(Misspelt.class, String.class, "nmae");

    Misspelt() {
      super(Row.class);
    }
  }

  static final class Mistyped extends RowLoader<Long, Row> {
    static final UniqueKey<Long, Row> KEY = UniqueKey.of(Mistyped.class, Long.class, "name");

    Mistyped() {
      super(Row.class);
    }
  }

  static final class ById extends RowLoader<Long, Row> {
    static final UniqueKey<Long, Row> KEY = UniqueKey.of(ById.class, Long.class, "id");

    ById() {
      super(Row.class);
    }
  }
}
