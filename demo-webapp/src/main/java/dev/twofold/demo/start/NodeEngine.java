package dev.twofold.demo.start;

import dev.twofold.Twofold;
import dev.twofold.demo.fault.Faults;
import dev.twofold.demo.loader.Loaders;
import dev.twofold.demo.loader.PictureViewsLoader;
import dev.twofold.demo.node.Node;
import dev.twofold.demo.thumbnail.Thumbnails;
import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.servlet.edge.Edge;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.near.NearTier;
import dev.twofold.warmup.ProgressBar;
import dev.twofold.write.WriteBehind;
import java.util.Optional;
import org.hibernate.SessionFactory;

/**
 * What the engine of a node is built of.
 *
 * @param redisAddress empty: it has no Redis
 * @param faults the switches that its tiers stand behind
 * @param edge hears what becomes stale
 * @param views the queue of views of pictures, which Redis keeps
 */
record NodeEngine(
    DemoSettings settings,
    Node node,
    SessionFactory sessionFactory,
    Optional<String> redisAddress,
    Faults faults,
    Edge edge,
    WriteBehind<Long, Long> views) {

  /** Builds the engine; waits for its Redis. */
  Twofold open(Closing closing) {
    HibernateDatabase database = HibernateDatabase.builder(sessionFactory).entities().build();
    Twofold.Builder builder =
        Twofold.builder()
            .settings(Regions.settings().application(settings.database().cacheName()).build())
            .database(database)
            .observe(node.log())
            .observe(edge)
            .register(Loaders.all())
            .computations(Thumbnails.chain(sessionFactory))
            .warmUp(WarmupPlans.all(database, settings.warm()));
    if (settings.warm()) {
      builder.observeWarmups(ProgressBar.on(System.out));
    }
    if (hasNearTier()) {
      builder.near(faults.switched(nearTier(closing)));
    }
    if (redisAddress.isEmpty()) {
      return closing.later(builder.build());
    }
    builder.queue(views, PictureViewsLoader.class);
    DistributedTier tier = RedissonTier.at(redisAddress.get()).build();
    Twofold twofold = closing.later(builder.distributed(faults.switched(tier)).build());
    RedisConnection.await(tier);
    return twofold;
  }

  private boolean hasNearTier() {
    boolean alone = settings.redis() instanceof RedisChoice.OnlyNode;
    return settings.near() && (alone || redisAddress.isPresent());
  }

  private NearTier nearTier(Closing closing) {
    NodeDirectory directory = closing.later(NodeDirectory.create(node.name()));
    return EhcacheTier.builder().directory(directory.path()).build();
  }
}
