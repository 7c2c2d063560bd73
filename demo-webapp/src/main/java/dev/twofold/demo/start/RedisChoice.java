package dev.twofold.demo.start;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Which Redis the application uses. */
public sealed interface RedisChoice {

  /** One that the application starts itself, on a free port of the loopback interface. */
  record Embedded() implements RedisChoice {}

  /** None: the database answers what the request does not know. */
  record None() implements RedisChoice {}

  /**
   * None, and no other node either that would have to hear of writes: the near tier is the only
   * one.
   */
  record OnlyNode() implements RedisChoice {}

  /**
   * One that is there already.
   *
   * @param address {@code redis://} or {@code rediss://}
   */
  record At(String address) implements RedisChoice {

    public At {
      requireNonNull(address, "address");
    }

    /** Leaves out what may be a password. */
    @Override
    public String toString() {
      return "Redis at an address of its own";
    }
  }

  /**
   * Reads a choice.
   *
   * @param text {@code embedded}, {@code none}, {@code only-node} or an address
   * @throws IllegalArgumentException if it is none of them
   */
  static RedisChoice parse(String text) {
    if (text.equals("embedded")) {
      return new Embedded();
    }
    if (text.equals("none")) {
      return new None();
    }
    if (text.equals("only-node")) {
      return new OnlyNode();
    }
    if (hasHost(text) && (text.startsWith("redis://") || text.startsWith("rediss://"))) {
      return new At(text);
    }
    throw new IllegalArgumentException(
        "redis is neither 'embedded' nor 'none' nor 'only-node' nor an address like"
            + " redis://localhost:6379");
  }

  private static boolean hasHost(String text) {
    try {
      @Nullable String host = new URI(text).getHost();
      return host != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
