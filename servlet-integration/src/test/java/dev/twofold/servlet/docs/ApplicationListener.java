package dev.twofold.servlet.docs;

import static dev.twofold.servlet.docs.Example.sessionFactory;

import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.servlet.TwofoldListener;
import dev.twofold.servlet.config.TwofoldConfiguration;
import dev.twofold.servlet.docs.Example.StoryLoader;
import dev.twofold.servlet.docs.Example.UserLoader;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebListener;

// snippet: listener
@WebListener
public class ApplicationListener extends TwofoldListener {
  @Override
  protected Twofold create(TwofoldConfiguration configuration, ServletContext context) {
    return Twofold.builder()
        .settings(configuration.settings())
        .distributed(RedissonTier.at(configuration.redis().orElseThrow().uri()).build())
        .database(HibernateDatabase.of(sessionFactory))
        .register(new StoryLoader(), new UserLoader())
        .build();
  }
}
// end
