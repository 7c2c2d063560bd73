package dev.twofold.demo.start;

import dev.twofold.demo.entity.StoryEntity;
import dev.twofold.demo.entity.UserEntity;
import dev.twofold.demo.loader.FrontPage;
import dev.twofold.demo.loader.StoryLoader;
import dev.twofold.demo.loader.UserLoader;
import dev.twofold.demo.view.Page;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.warmup.WarmupPlan;
import dev.twofold.warmup.WarmupSchedule;
import java.util.List;
import java.util.stream.IntStream;

/** What of the community can be warmed. Slow enough to be watched. */
final class WarmupPlans {

  private static final int KEYS_PER_SECOND = 1_000;
  private static final List<Page> FIRST_PAGES =
      IntStream.rangeClosed(1, 10).mapToObj(Page::new).toList();

  private WarmupPlans() {}

  static WarmupPlan<?>[] all(HibernateDatabase database, boolean atStart) {
    WarmupSchedule schedule = atStart ? WarmupSchedule.atStart() : WarmupSchedule.onDemand();
    return new WarmupPlan<?>[] {
      WarmupPlan.of("front pages", FrontPage.class, FIRST_PAGES).schedule(schedule),
      WarmupPlan.of("users", UserLoader.class, database.ids(UserEntity.class, Long.class))
          .keysPerSecond(KEYS_PER_SECOND)
          .schedule(schedule),
      WarmupPlan.of("stories", StoryLoader.class, database.ids(StoryEntity.class, Long.class))
          .keysPerSecond(KEYS_PER_SECOND)
          .schedule(schedule)
    };
  }
}
