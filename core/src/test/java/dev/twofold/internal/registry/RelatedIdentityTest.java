package dev.twofold.internal.registry;

import static dev.twofold.criteria.Condition.eq;
import static dev.twofold.criteria.Condition.gt;
import static dev.twofold.criteria.Condition.in;
import static dev.twofold.criteria.Condition.isNotNull;
import static dev.twofold.criteria.Condition.isNull;
import static dev.twofold.criteria.Condition.lt;
import static dev.twofold.criteria.Order.asc;
import static dev.twofold.criteria.Order.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Order;
import dev.twofold.key.Parameter;
import dev.twofold.loader.RowLoader;
import dev.twofold.relation.RelationDefinition.MappedRows;
import dev.twofold.tier.relation.Link;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is cached for two relations is told apart if they could differ, and else is the same. */
class RelatedIdentityTest {

  private static String identity(MappedRows<?> rows, int limit) {
    return RelatedIdentity.of("Rows", Owner.class, "list", rows, limit);
  }

  private static MappedRows<Owner> rows(Link link, List<Condition> conditions, Order... order) {
    return new MappedRows<>(
        Owner.class, null, Rows.class, link, conditions, List.of(order), 0, false);
  }

  private static MappedRows<Owner> where(Condition... conditions) {
    return rows(new Link.ForeignKey("owner"), List.of(conditions));
  }

  private static MappedRows<Owner> orderedBy(Order... order) {
    return rows(new Link.ForeignKey("owner"), List.of(), order);
  }

  @Test
  void everyDifference_isAnotherIdentity() {
    List<MappedRows<Owner>> all =
        List.of(
            where(),
            rows(new Link.ForeignKey("other"), List.of()),
            rows(new Link.Collection("owner"), List.of()),
            where(eq("a", 1)),
            where(eq("a", 1L)),
            where(eq("a", "1")),
            where(eq("b", 1)),
            where(gt("a", 1)),
            where(lt("a", 1)),
            where(isNull("a")),
            where(isNotNull("a")),
            where(in("a", 1)),
            where(in("a", 1, 2)),
            where(in("a", "1, Integer 1 2")),
            where(eq("a", "x where bEQUAL String 1 y")),
            where(eq("a", "x"), eq("b", "y")),
            where(eq("a", Parameter.of("one", String.class))),
            where(eq("a", Parameter.of("two", String.class))),
            orderedBy(asc("a")),
            orderedBy(desc("a")),
            orderedBy(asc("a"), asc("b")),
            orderedBy(asc("b"), asc("a")));
    List<String> identities =
        Stream.concat(
                all.stream().map(each -> identity(each, 0)),
                Stream.of(identity(where(), 1), identity(where(), 2)))
            .toList();
    assertThat(identities).doesNotHaveDuplicates();
  }

  @Test
  void equalMeaning_isTheSameIdentity() {
    assertThat(identity(where(eq("a", "x"), gt("b", 2)), 5))
        .isEqualTo(identity(where(eq("a", "x"), gt("b", 2)), 5));
  }

  @Test
  void constants_areNotReadable() {
    assertThat(identity(where(eq("a", "sesame")), 0)).doesNotContain("sesame");
  }

  @Test
  void collectionsOfOwnersOfOneSimpleName_differ() {
    MappedRows<Owner> rows = rows(new Link.Collection("tags"), List.of());
    assertThat(RelatedIdentity.of("Rows", Owner.class, "list", rows, 0))
        .isNotEqualTo(RelatedIdentity.of("Rows", Elsewhere.Owner.class, "list", rows, 0));
  }

  record Owner(long id) {}

  static final class Elsewhere {
    record Owner(long id) {}
  }

  record Row(long id) {}

  static final class Rows extends RowLoader<Long, Row> {
    Rows() {
      super(Row.class);
    }
  }
}
