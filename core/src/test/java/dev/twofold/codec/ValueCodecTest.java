package dev.twofold.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.codec.Samples.Link;
import dev.twofold.codec.Samples.Pair;
import dev.twofold.codec.Samples.Tree;
import dev.twofold.error.ConfigurationException;
import dev.twofold.error.UndecodableException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValueCodecTest {

  private static <V> V roundTrip(Type type, V value) {
    ValueCodec<V> codec = ValueCodec.of(type);
    return codec.decode(codec.encode(value));
  }

  @Nested
  class Values {

    @SuppressWarnings("ArrayRecordComponent")
    private record Arrays7(
        byte[] a, boolean[] b, short[] c, char[] d, int[] e, long[] f, float[] g, double[] h) {}

    private record Sets(Set<@Nullable String> set, Map<@Nullable String, @Nullable Long> map) {}

    private record Wide(
        Long a, Long b, Long c, Long d, Long e, Long f, Long g, Long h, @Nullable Long i) {}

    @Test
    void roundTrip_ofArrays_keepsElements() {
      Arrays7 value =
          new Arrays7(
              new byte[] {-1, 0},
              new boolean[] {true, false},
              new short[] {Short.MIN_VALUE},
              new char[] {'\uD83D'},
              new int[] {Integer.MIN_VALUE, 1},
              new long[] {Long.MAX_VALUE},
              new float[] {Float.MIN_VALUE},
              new double[0]);

      assertThat(roundTrip(Arrays7.class, value)).usingRecursiveComparison().isEqualTo(value);
    }

    @Test
    void roundTrip_ofEachNull_keepsTheOthers() {
      for (int absent = 0; absent < 9; absent++) {
        Long[] parts = {0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L};
        parts[absent] = null;
        Wide value =
            new Wide(
                parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7],
                parts[8]);

        assertThat(roundTrip(Wide.class, value)).isEqualTo(value);
      }
    }

    @Test
    void roundTrip_ofSetsAndMaps_keepsOrderAndNulls() {
      Set<String> set = new LinkedHashSet<>(Arrays.asList("z", null, "a"));
      Map<String, Long> map = new LinkedHashMap<>();
      map.put("z", 1L);
      map.put(null, 2L);
      map.put("a", null);

      Sets decoded = roundTrip(Sets.class, new Sets(set, map));

      assertThat(decoded.set()).containsExactly("z", null, "a");
      assertThat(decoded.map()).containsExactlyEntriesOf(map);
    }

    @Test
    void roundTrip_ofSortedMap_keepsItsOrder() {
      Map<String, Long> sorted = new TreeMap<>(Collections.reverseOrder());
      sorted.put("a", 1L);
      sorted.put("b", 2L);

      assertThat(roundTrip(Sets.class, new Sets(Set.of(), sorted)).map().keySet())
          .containsExactly("b", "a");
    }

    @Test
    void decode_ofCollections_isUnmodifiable() {
      Sets decoded = roundTrip(Sets.class, new Sets(new LinkedHashSet<>(), new HashMap<>()));
      ValueCodec<List<Long>> lists = ValueCodec.ofList(Long.class);
      List<Long> list = lists.decode(lists.encode(new ArrayList<>()));

      assertThatThrownBy(() -> decoded.set().add("a"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> decoded.map().put("a", 1L))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> list.add(1L)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void roundTrip_ofLocalRecord_works() {
      record Local(long id, String name) {}

      assertThat(roundTrip(Local.class, new Local(7, "ada"))).isEqualTo(new Local(7, "ada"));
    }

    @Test
    void encode_afterLargeAndFailedValues_isNotAffectedByThem() {
      ValueCodec<String> codec = ValueCodec.of(String.class);
      ValueCodec<Link> links = ValueCodec.of(Link.class);

      assertThat(codec.encode("x".repeat(100_000))).hasSize(100_003);
      assertThat(codec.encode("a")).hasSize(2);
      assertThatThrownBy(() -> links.encode(chain(257)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(links.encode(chain(256))).hasSize(256);
    }

    @Test
    void encode_ofLocaleWithoutTag_isRefused() {
      ValueCodec<Locale> codec = ValueCodec.of(Locale.class);

      assertThatThrownBy(() -> codec.encode(new Locale("not a language")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("well-formed");
    }
  }

  private static Link chain(int length) {
    Link link = new Link(null);
    for (int i = 1; i < length; i++) {
      link = new Link(link);
    }
    return link;
  }

  @Nested
  class Depth {

    @Test
    void roundTrip_ofDeepestChain_works() {
      assertThat(roundTrip(Link.class, chain(256))).isEqualTo(chain(256));
    }

    @Test
    void encode_ofDeeperChain_saysHowDeepItMayBe() {
      ValueCodec<Link> codec = ValueCodec.of(Link.class);

      assertThatThrownBy(() -> codec.encode(chain(257)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("records are nested more than 256 deep; keep references by id instead");
    }

    @Test
    void decode_ofDeeperChain_isRefused() {
      ValueCodec<Link> codec = ValueCodec.of(Link.class);

      assertThatThrownBy(() -> codec.decode(new byte[100_000]))
          .isInstanceOf(UndecodableException.class)
          .hasMessage("no Link: records nested more than 256 deep, at byte 256 of 100000");
    }
  }

  @Nested
  class Refusals {

    private record Owned(Object owner) {}

    private record Story(List<Owned> tags, Map<String, Owned> more) {}

    private record RawList(@SuppressWarnings("rawtypes") List list) {}

    private record Sorted(SortedSet<String> names) {}

    private sealed interface Animal permits Cat, Dog {}

    private record Cat() implements Animal {}

    private static final class Dog implements Animal {}

    private record Growing<T>(@Nullable Growing<List<T>> next) {}

    private record Grown(Growing<String> growing) {}

    @Test
    void of_unsupportedComponent_namesPathTypeAndWayOut() {
      assertThatThrownBy(() -> ValueCodec.of(Story.class))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "Story.tags[].owner: the derived codec cannot encode the type java.lang.Object."
                  + " Supported are primitives, their boxes and arrays, String, UUID, BigInteger,"
                  + " BigDecimal, Locale, Currency, URI, enums, java.time values, Optional,"
                  + " Collection, List, Set, Map, records, and sealed interfaces that permit only"
                  + " records and enums. For others, override Loader.codec()");
    }

    @Test
    void of_collectionOfAnotherKind_isRefused() {
      assertThatThrownBy(() -> ValueCodec.of(Sorted.class))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("Sorted.names: ")
          .hasMessageContaining("java.util.SortedSet");
    }

    @Test
    void of_listWithoutArgument_isRefused() {
      assertThatThrownBy(() -> ValueCodec.of(RawList.class))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "RawList.list: List is named without type arguments, so its contents are unknown");
    }

    @Test
    void of_sealedInterfaceWithClass_namesTheSubtype() {
      assertThatThrownBy(() -> ValueCodec.of(Animal.class))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("Animal(ValueCodecTest$Refusals$Dog): ");
    }

    @Test
    void of_openTypeVariable_isRefused() {
      assertThatThrownBy(() -> ValueCodec.of(Pair.class))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("Pair.first has the type variable A, which nothing binds");
    }

    @Test
    void of_typeThatContainsItselfEverLarger_isRefused() {
      assertThatThrownBy(() -> ValueCodec.of(Grown.class))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("Grown.growing.next.next")
          .hasMessageEndingWith("types are nested more than 100 deep");
    }
  }

  @Nested
  class Schemas {

    private static String schemaOf(Class<?> type) {
      return ValueCodec.of(type).schema().replaceAll("\\w+\\$", "");
    }

    @Test
    void schema_namesComponentsAndTypes() {
      record Row(long id, @Nullable Long parent) {}

      assertThat(schemaOf(Row.class)).isEqualTo("layout 1: #1 1Row(id:long,parent:Long)");
    }

    @Test
    void schema_ofRecursiveType_refersBack() {
      assertThat(schemaOf(Tree.class)).isEqualTo("layout 1: #1 Tree(value:int,children:List<#1>)");
    }

    @Test
    void schema_ofSealedInterface_ordersSubtypesByName() {
      record Drawn(Samples.Shape<Long> shape) {}

      assertThat(schemaOf(Drawn.class))
          .isEqualTo(
              "layout 1: #1 1Drawn(shape:#2 Shape[#3 Circle(radius:Long)|"
                  + "#4 Square(side:Long,status:Status{DRAFT|LIVE})|Unit{POINT|LINE}])");
    }
  }
}
