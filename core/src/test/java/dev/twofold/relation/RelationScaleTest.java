package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentEntity;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sizes at which what is quadratic, or goes deep, shows. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RelationScaleTest {

  private final Nodes nodes = new Nodes();

  private Twofold twofold() {
    return Twofold.builder()
        .settings(TwofoldSettings.builder().maximumKeysPerCall(200_000).build())
        .register(nodes)
        .relations(Node.class)
        .build();
  }

  private static List<Long> keys(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void fifteenThousandOwnersAndTwoRelations_areAWaveForEachThousandOwners() {
    try (LoadScope scope = twofold().open()) {
      List<Node> owners = scope.requireAll(Nodes.class, keys(100_001, 115_000));
      for (Node owner : owners) {
        assertThat(Node.PARENT.require(owner).id()).isEqualTo(owner.id() - 1);
        assertThat(Node.MIRROR.require(owner).id()).isEqualTo(-owner.id());
      }
      // All parents but one are owners too; each thousand of mirrors is a wave.
      assertThat(nodes.batches).isEqualTo(17);
      assertThat(scope.stats().loader("Nodes").database()).isEqualTo(30_001);
      assertThat(scope.stats().total().unread()).isZero();
      Costs.check(scope.stats());
    }
  }

  @Test
  void twiceTheOwners_allocateTwiceTheMemory() {
    allocatedBy(15_000);
    long some = allocatedBy(15_000);
    long twice = allocatedBy(30_000);

    assertThat((double) twice / some).isBetween(1.5, 2.2);
  }

  private long allocatedBy(int count) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Long> keys = keys(1, count);
    try (LoadScope scope = twofold().open()) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (Node owner : scope.requireAll(Nodes.class, keys)) {
        Object unused = Node.MIRROR.require(owner);
      }
      return threads.getCurrentThreadAllocatedBytes() - before;
    }
  }

  @Test
  void ownersThatAreAdoptedOneByOne_areResolvedTogether() {
    try (LoadScope scope = twofold().open()) {
      List<Node> owners = keys(1, 15_000).stream().map(id -> new Node(id, id + 50_000)).toList();
      owners.forEach(owner -> scope.adopt(List.of(owner)));
      owners.forEach(owner -> assertThat(Node.PARENT.require(owner)).isNotNull());

      assertThat(nodes.batches).isEqualTo(15);
    }
  }

  @Test
  void ownersThatAreLoadedOneByOne_areResolvedTogether() {
    try (LoadScope scope = twofold().open()) {
      List<Node> owners =
          keys(1, 15_000).stream().map(id -> scope.require(Nodes.class, id)).toList();
      nodes.batches = 0;
      owners.forEach(owner -> assertThat(Node.MIRROR.require(owner)).isNotNull());

      assertThat(nodes.batches).isEqualTo(15);
    }
  }

  @Test
  void ownersInAnotherOrder_costNoMore() {
    try (LoadScope scope = twofold().open()) {
      List<Node> owners = new ArrayList<>(scope.requireAll(Nodes.class, keys(1, 15_000)));
      nodes.batches = 0;
      Collections.reverse(owners);
      owners.forEach(owner -> assertThat(Node.MIRROR.require(owner)).isNotNull());

      assertThat(nodes.batches).isEqualTo(15);
    }
  }

  @Test
  void twoHundredThousandKeysInOneCall_andTheirRelationByPlan() {
    try (LoadScope scope = twofold().open()) {
      List<Node> owners = scope.requireAll(Nodes.class, keys(1, 200_000));
      scope.prefetch(Plan.of(Node.class).one(Node.MIRROR), owners);
      assertThat(owners).allMatch(owner -> Node.MIRROR.require(owner).id() == -owner.id());
      assertThat(nodes.batches).isEqualTo(2);
    }
  }

  @Test
  void chainOfHundredThousandSteps_isFollowedByALoop() {
    try (LoadScope scope = twofold().open()) {
      Node node = scope.require(Nodes.class, 100_000L);
      int steps = 0;
      while (node.parentId() != null) {
        node = Node.PARENT.require(node);
        steps++;
      }
      assertThat(steps).isEqualTo(100_000);
      assertThat(scope.stats().waves()).isEqualTo(100_001);
    }
  }

  @Test
  void pathOfManyHops_composedFromTheLeftAndFromTheRight() {
    Twofold twofold = Twofold.builder().register(nodes).relations(Paths.class).build();
    try (LoadScope scope = twofold.open()) {
      Node node = scope.require(Nodes.class, 1_000L);
      assertThat(Paths.LEFT.require(node).id()).isEqualTo(500);
      assertThat(Paths.RIGHT.require(node).id()).isEqualTo(500);
      assertThat(nodes.batches).isEqualTo(501);
    }
  }

  @Test
  void wholeTreeOfManyLevels_isOneStatement_andPlannedWithoutDepth() {
    Community community = new Community(1);
    for (long id = 1_001; id <= 11_001; id++) {
      community.database.put(
          CommentEntity.class, id, new Comment(id, 1, id == 1_001 ? null : id - 1, 1, 0));
    }
    try (LoadScope scope = community.twofold().open()) {
      Comment comment = scope.require(Community.CommentLoader.class, 1_001L);
      int depth = 0;
      List<Comment> replies = Comment.REPLIES.of(comment);
      while (!replies.isEmpty()) {
        depth++;
        replies = Comment.REPLIES.of(replies.get(0));
      }
      assertThat(depth).isEqualTo(10_000);
      assertThat(community.database.statementSizes()).containsExactly(1, 1);
    }
  }

  /** A node whose parent has the id before its own; the mirror of a node has the opposite id. */
  record Node(long id, @Nullable Long parentId) {
    static final ToOne<Node, Node> PARENT = ToOne.of(Node.class, Node::parentId, Nodes.class);
    static final ToOne<Node, Node> MIRROR = ToOne.of(Node.class, node -> -node.id(), Nodes.class);
  }

  /** Paths of 500 hops. */
  static final class Paths {
    static final ToOne<Node, Node> LEFT = left();
    static final ToOne<Node, Node> RIGHT = right();

    private static ToOne<Node, Node> left() {
      ToOne<Node, Node> path = Node.PARENT;
      for (int hop = 1; hop < 500; hop++) {
        path = path.then(Node.PARENT);
      }
      return path;
    }

    private static ToOne<Node, Node> right() {
      ToOne<Node, Node> path = Node.PARENT;
      for (int hop = 1; hop < 500; hop++) {
        path = Node.PARENT.then(path);
      }
      return path;
    }
  }

  static final class Nodes extends BatchLoader<Long, Node> {
    private int batches;

    @Override
    public Map<Long, Node> loadAll(Set<Long> keys, LoadContext context) {
      batches++;
      Map<Long, Node> nodes = new LinkedHashMap<>();
      keys.forEach(key -> nodes.put(key, new Node(key, key == 0 ? null : Long.valueOf(key - 1))));
      return nodes;
    }
  }
}
